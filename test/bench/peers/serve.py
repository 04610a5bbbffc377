"""The Python side of test/bench/support/peer.ts: one JSON line in, one JSON line out."""

import json
import pathlib
import sys
import time


def serve(prepare):
    """`prepare(folder, options)` imports the library, reads the data, and returns (version, {command: function}).

    A command's function returns a dict, which is sent with the seconds that it took unless it has its own.
    """
    out = sys.stdout
    sys.stdout = sys.stderr  # whatever a library prints is not an answer
    send = lambda answer: (out.write(json.dumps(answer) + "\n"), out.flush())
    try:
        version, commands = prepare(pathlib.Path(sys.argv[1]), json.loads(sys.argv[2]))
    except ImportError as error:
        return send({"unavailable": str(error)})
    send({"version": version})
    for line in sys.stdin:
        try:
            begin = time.perf_counter()
            answer = commands[json.loads(line)]()
            send({"seconds": time.perf_counter() - begin} | answer)
        except Exception as error:  # the other side decides what an error means
            send({"error": f"{type(error).__name__}: {error}"})
