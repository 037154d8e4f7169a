"""What every test may lean on: a deterministic embedder, a workspace in tmp_path, a chat model with queued replies."""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import Field, PrivateAttr

from assistant.settings import Settings
from assistant.workspace import Workspace, open_workspace
from ingest.embed import Embedder, OnBatch, Vectors

WORD = re.compile(r"[^\W_]+|[\u4e00-\u9fff]")


class WordHashEmbedder(Embedder):
    """Texts that share words are near each other: each word adds one to the dimension its hash names."""

    def __init__(self, name: str = "word-hash", dimension: int = 64) -> None:
        self._name = name
        self._dimension = dimension

    @property
    def name(self) -> str:
        return self._name

    @property
    def dimension(self) -> int:
        return self._dimension

    def embed_many(self, texts: Sequence[str], on_batch: OnBatch | None = None) -> Vectors:
        vectors = np.zeros((len(texts), self._dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in WORD.findall(text.lower()):
                vectors[row, int(hashlib.md5(word.encode()).hexdigest(), 16) % self._dimension] += 1
            if on_batch:
                on_batch(row + 1, len(texts))
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


class FakeModel(BaseChatModel):
    """A chat model with queued replies; an exception in the queue is raised. `prompts` holds what it was asked."""

    replies: list[Any] = Field(default_factory=list)
    _prompts: list[list[BaseMessage]] = PrivateAttr(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return "fake"

    @property
    def prompts(self) -> list[str]:
        """Each prompt as one text, in the order asked."""
        return ["\n\n".join(str(m.text) for m in messages) for messages in self._prompts]

    def _next(self, messages: list[BaseMessage]) -> str:
        self._prompts.append(messages)
        assert self.replies, "the fake model was asked more often than it has replies"
        reply = self.replies.pop(0)
        if isinstance(reply, Exception):
            raise reply
        return str(reply)

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content=self._next(messages)))])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        for piece in re.findall(r"\s*\S+\s*?", self._next(messages)):
            yield ChatGenerationChunk(message=AIMessageChunk(content=piece))


@pytest.fixture
def embedder() -> WordHashEmbedder:
    return WordHashEmbedder()


@pytest.fixture
def fake_model() -> Callable[..., FakeModel]:
    """`fake_model("first reply", "second reply")`"""
    return lambda *replies: FakeModel(replies=list(replies))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data")


@pytest.fixture
def workspace(settings: Settings, embedder: WordHashEmbedder) -> Iterator[Workspace]:
    held = open_workspace(settings, embedder=embedder)
    yield held
    held.close()
