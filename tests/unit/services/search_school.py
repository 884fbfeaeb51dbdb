"""The services of searching, over a school in a box."""

from __future__ import annotations

from tests.unit.services.school_in_a_box import SchoolInABox
from vms.security.vault import Vault
from vms.services.bookmarks import Bookmarks
from vms.services.cameras import Cameras
from vms.services.footage import Footage
from vms.services.footage_pictures import FootagePictures
from vms.services.footage_search import FootageSearch
from vms.services.motion_searches import MotionSearches
from vms.services.playback_scope import PlaybackRights
from vms.services.reviewed import Reviewed


class SearchSchool:
    """What Assembly builds, without a media process."""

    def __init__(self, box: SchoolInABox) -> None:
        self.box = box
        catalogue, audit, root = box.catalogue, box.audit, box.folder.recordings
        self.cameras = Cameras(catalogue, box.clock, audit, Vault(box.folder.keys))
        footage = Footage(catalogue, box.folder, box.clock)
        rights = PlaybackRights(catalogue, box.clock, audit, box.limits)
        self.bookmarks = Bookmarks(catalogue, box.clock, audit, self.cameras, box.holds)
        self.reviewed = Reviewed(catalogue, box.clock, audit, self.cameras)
        self.events = FootageSearch(catalogue, box.clock, audit, self.cameras, self.bookmarks, rights)
        self.motion = MotionSearches(catalogue, audit, self.cameras, footage, rights, root)
        self.pictures = FootagePictures(catalogue, audit, self.cameras, footage, rights, root)
