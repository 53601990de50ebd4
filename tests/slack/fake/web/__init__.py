"""The Web API, response URLs and uploads."""
