"""What a writer needs to know of a stream, good for longer than the connection it came by."""

from __future__ import annotations

import io

import av
from av.audio.stream import AudioStream
from av.video.stream import VideoStream

from vms.video.segment_writer import CODECS


def template_of(pictures: VideoStream, sound: AudioStream | None = None) -> VideoStream:
    """A copy of the streams' parameters, its container holds that of the sound as well; the stream itself where nobody
    can write such pictures, and a writer goes no further than the codec's name.

    FFmpeg frees a container's streams when it is closed, and a packet that waits to be written would lead a writer into
    freed memory.
    """
    if pictures.codec_context.name not in CODECS:
        return pictures
    keeper = av.open(io.BytesIO(), "w", format="mp4")
    copy = keeper.add_stream_from_template(pictures, opaque=True)
    if sound is not None:
        keeper.add_stream_from_template(sound, opaque=True)
    return copy
