// Clamp for a pad's cable on the mat: two halves of this, screwed together, hold a cable of 4 mm and a row of stitches.
include <common.scad>

cable = 4.0;
long = 24;
wide = 20;
high = 4.5;

difference() {
    rounded_box([long, wide, high], 3);
    translate([-1, wide / 2, high + 0.2]) rotate([0, 90, 0]) cylinder(d = cable, h = long + 2);
    for (y = [3.6, wide - 3.6]) translate([long / 2, y, -1]) cylinder(d = screw, h = high + 2);
    for (x = [5, long - 5], y = [3.6, wide - 3.6]) translate([x, y, -1]) cylinder(d = 1.6, h = high + 2);
}
