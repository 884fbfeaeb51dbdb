"""Moving a camera: the controls on the picture."""
