"""The live wall: panes, layouts, camera tree, alarms and PTZ."""
