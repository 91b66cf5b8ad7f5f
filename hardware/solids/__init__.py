"""The pads as solids: printed parts, films, joints, resistors and cable, unloaded and pressed."""
