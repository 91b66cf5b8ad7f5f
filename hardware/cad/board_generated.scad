// Written by hardware/tools/mechanics.py from the boards' placement files; do not edit.
board_sizes = [[68.58, 53.34], [84, 66]];
board_holes = [[[13.97, 50.8], [15.24, 2.54], [66.04, 45.72], [66.04, 17.78]], [[3.6, 3.6], [80.4, 3.6], [3.6, 62.4], [80.4, 62.4]]];
usb_openings = [[15.5, 14, 1, 13], [17, 13, 9, 9]];
