"""The process that recognises pictures; the only user of rapidocr. Started by `ingest.ocr`, spoken to through pipes.

    stdin   height, width (two 32-bit numbers), then height x width x 3 bytes, blue green red
    stdout  a 32-bit length, then JSON: {"turn": quarter turns, "items": [[eight corners, text, score], ...]}

A process of its own, because a picture that crashes or hangs the engine must cost a page and not the program. The
corners are those of the picture after `turn` quarter turns against the clock, in its pixels.
"""

import json
import struct
from typing import Any, BinaryIO

from ingest.worker import answer, at_most

SIZE = struct.Struct("<II")
LENGTH = struct.Struct("<I")
DETECT_SIDE = 1600
"""Boxes are looked for in a picture made this small, letters then read at full size: three times faster, as good."""
PAGE_SECONDS = 120.0
"""Of work, not of the clock: a page must not be given up because the machine has other things to do."""
TALL = 1.5
SURE = 0.75


def serve(requests: BinaryIO, replies: BinaryIO) -> None:
    """Answer pictures until the other side closes its end."""
    import numpy as np

    engine = _engine()
    while len(header := requests.read(SIZE.size)) == SIZE.size:
        height, width = SIZE.unpack(header)
        data = requests.read(height * width * 3)
        if len(data) < height * width * 3:
            return
        pixels = np.frombuffer(data, dtype=np.uint8).reshape(height, width, 3)
        with at_most(PAGE_SECONDS):
            reply = json.dumps(recognise(engine, pixels)).encode("utf-8")
        replies.write(LENGTH.pack(len(reply)) + reply)
        replies.flush()


def recognise(engine: Any, pixels: Any) -> dict[str, Any]:
    """Boxes with their words, whichever way the page was laid on the scanner."""
    import numpy as np

    turn = 0
    boxes, crops = _detect(engine, pixels)
    if boxes is not None and _stands_on_its_side(boxes):
        turn = 1
        boxes, crops = _detect(engine, np.ascontiguousarray(np.rot90(pixels)))
    if boxes is None:
        return {"turn": 0, "items": []}
    height, width = pixels.shape[:2] if turn == 0 else pixels.shape[1::-1]
    is_flipped = _is_upside_down(engine, crops)
    items = _read(engine, crops, is_flipped)
    if _sureness(items) < SURE:
        other = _read(engine, crops, not is_flipped)
        if _sureness(other) > _sureness(items):
            items, is_flipped = other, not is_flipped
    if is_flipped:
        turn += 2
        boxes = [np.array([width, height]) - np.roll(np.asarray(box), 2, axis=0) for box in boxes]
    found = [
        [*(round(float(value), 1) for value in np.asarray(box).reshape(-1)), text, round(float(score), 4)]
        for box, (text, score) in zip(boxes, items, strict=True)
        if text.strip()
    ]
    return {"turn": turn, "items": found}


def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_vertical_padding": False,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Det.limit_type": "max",
            "Det.limit_side_len": DETECT_SIDE,
            # One line at a time: padding lines to the longest of a batch costs time and 200 MB.
            "Rec.rec_batch_num": 1,
        }
    )


def _detect(engine: Any, pixels: Any) -> tuple[Any, list[Any]]:
    from rapidocr.main import RapidOCRError

    try:
        crops, found = engine.detect_and_crop(pixels, {})
    except RapidOCRError:
        return None, []
    return found.boxes, crops


def _stands_on_its_side(boxes: Any) -> bool:
    """Most of the text, by length, runs upwards or downwards."""
    import numpy as np

    upright = sideways = 0.0
    for box in boxes:
        across, along = np.linalg.norm(box[1] - box[0]), np.linalg.norm(box[3] - box[0])
        if along > TALL * across:
            sideways += float(along)
        elif across > TALL * along:
            upright += float(across)
    return sideways > upright


def _is_upside_down(engine: Any, crops: list[Any]) -> bool:
    """By vote of the lines, weighted by their length: a single line is often misjudged, a page hardly ever."""
    _turned, votes = engine.cls_and_rotate(crops)
    flipped = straight = 0.0
    for crop, (label, score) in zip(crops, votes.cls_res, strict=True):
        weight = float(score) * crop.shape[1]
        if "180" in label:
            flipped += weight
        else:
            straight += weight
    return flipped > straight


def _read(engine: Any, crops: list[Any], is_flipped: bool) -> list[tuple[str, float]]:
    import numpy as np

    upright = [np.ascontiguousarray(np.rot90(crop, 2)) for crop in crops] if is_flipped else crops
    found = engine.recognize_txt(upright)
    return list(zip(found.txts, found.scores, strict=True))


def _sureness(items: list[tuple[str, float]]) -> float:
    letters = sum(len(text) for text, _score in items)
    return sum(len(text) * score for text, score in items) / max(1, letters)


if __name__ == "__main__":
    answer(serve)
