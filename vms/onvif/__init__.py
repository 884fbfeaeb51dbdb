"""ONVIF cameras over HTTP: onvif-zeep made safe, and typed answers."""
