"""What repo2docker makes of the repository, by its own detection; print it as JSON.

Runs in the environment of the other software, in the repository: detect_binder.py
"""

import json
import sys

from repo2docker.app import Repo2Docker

app = Repo2Docker()
found = next(pack for pack in (kind(app.base_image) for kind in app.buildpacks) if pack.detect())
json.dump(
    {
        "buildpack": type(found).__name__,
        "folder": found.binder_dir,
        "python": found.python_version,
        "install": [script for _, script in found.get_assemble_scripts()],
        "early": [script for _, script in found.get_preassemble_scripts()],
        "after": found.get_post_build_scripts(),
        "start": found.get_start_script(),
    },
    sys.stdout,
)
