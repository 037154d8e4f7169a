"""What of an index's vectors the learnt heads read."""

import numpy as np

from assistant.reading import ACROSS_LENGTH, for_heads
from ingest.embed import ENGLISH, load_embedder


def test_heads_read_both_parts_at_their_lengths_and_no_other_model_in_place_of_the_bundled_one() -> None:
    bundled = load_embedder()
    vectors = bundled.embed_many(["Supplier shall supply.", "供方应当供货。"])
    read = for_heads(vectors, bundled.name)
    assert read is not None
    assert np.allclose(np.linalg.norm(read[:, :ENGLISH], axis=1), [1, 0], atol=1e-4)
    assert np.allclose(np.linalg.norm(read[:, ENGLISH:], axis=1), ACROSS_LENGTH, atol=1e-4)
    by_another = for_heads(vectors, "another-model + use-multilingual-v3")
    assert by_another is not None
    assert not by_another[:, :ENGLISH].any()
    assert np.allclose(by_another[:, ENGLISH:], read[:, ENGLISH:])
    assert for_heads(vectors, "all-MiniLM-L6-v2") is None
