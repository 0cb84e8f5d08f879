"""The array library that solves: NumPy on the processor, PyTorch or CuPy on a graphics card.

The equations are written once, against the array API standard; a ``Library`` says which library
evaluates them and moves arrays there and back. What decides (which scenario is done, which goes on)
always runs on the processor, on B numbers at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any, TypeVar

import numpy as np

from megara.equilibrium.economy import Array
from megara.equilibrium.shock import Floats
from megara.errors import UsageError

DEVICES = ("cpu", "cuda", "torch")
"""``cpu`` NumPy; ``cuda`` PyTorch or CuPy on a graphics card; ``torch`` PyTorch on the CPU."""

T = TypeVar("T")


@dataclass(frozen=True)
class Library:
    """An array library on a device.

    Parameters
    ----------
    name
        For people: library and device.
    xp
        The array-API namespace.
    put, get
        Move a NumPy array to the device and back; float32, float64 and integers keep their type.
    chunk
        Scenarios that are best solved side by side.
    """

    name: str
    xp: Any
    put: Callable[[Any], Array]
    get: Callable[[Array], Any]
    chunk: int

    def moved(self, value: T) -> T:
        """Return a dataclass (economy, inverse, changes) with its arrays on the device.

        Arrays that are the same object stay the same object.
        """
        if self.xp is np:
            return value
        return self._moved(value, {})  # type: ignore[no-any-return]

    def _moved(self, value: Any, seen: dict[int, Array]) -> Any:
        if isinstance(value, np.ndarray):
            if id(value) not in seen:
                seen[id(value)] = self.put(value)
            return seen[id(value)]
        if is_dataclass(value) and not isinstance(value, type):
            parts = {f.name: self._moved(getattr(value, f.name), seen) for f in fields(value)}
            return type(value)(**parts)
        if isinstance(value, tuple):
            return tuple(self._moved(v, seen) for v in value)
        return value


# 32 scenarios stay in a processor's cache; a graphics card wants many more at once.
NUMPY = Library("NumPy on the CPU", np, np.asarray, np.asarray, 32)


def library(device: str = "cpu") -> Library:
    """Return the array library for a device.

    Parameters
    ----------
    device
        One of ``DEVICES``.

    Raises
    ------
    UsageError
        If the device is unknown, or needs a library or a graphics card that is not there.
    """
    if device == "cpu":
        return NUMPY
    if device not in DEVICES:
        raise UsageError(f"device is one of {', '.join(DEVICES)}, not {device!r}")
    if find_spec("array_api_compat") is None:
        raise UsageError(f"device {device!r} needs the extra 'gpu': pip install 'megara[gpu]'")
    if find_spec("torch") is not None:
        import torch

        if device == "torch":
            return _torch("cpu", "PyTorch on the CPU", 32)
        if torch.cuda.is_available():
            return _torch("cuda", f"PyTorch on {torch.cuda.get_device_name()}", 512)
    elif device == "torch":
        raise UsageError("device 'torch' needs PyTorch, which is not installed")
    if find_spec("cupy") is not None:
        return _cupy()
    raise UsageError(
        "device 'cuda' needs PyTorch or CuPy and a graphics card that it can use; "
        "none was found here (leave --device away to use the CPU)"
    )


def _torch(device: str, name: str, chunk: int) -> Library:
    import torch

    xp = import_module("array_api_compat.torch")

    def put(array: Floats) -> Array:
        # A copy of its own: PyTorch would otherwise share, and not accept read-only, memory.
        return torch.from_numpy(np.array(array, order="C")).to(device)

    def get(array: Array) -> Floats:
        return np.asarray(array.detach().cpu().numpy())

    return Library(name, xp, put, get, chunk)


def _cupy() -> Library:
    xp, cupy = import_module("array_api_compat.cupy"), import_module("cupy")
    try:
        found = cupy.cuda.runtime.getDeviceCount()
    except cupy.cuda.runtime.CUDARuntimeError:
        found = 0
    if not found:
        raise UsageError("CuPy finds no graphics card; leave --device away to use the CPU")
    return Library("CuPy", xp, cupy.asarray, cupy.asnumpy, 512)
