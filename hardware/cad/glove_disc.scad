// Rigid disc, one on each side of a glove's sensor: spreads the load over the whole active area and no further.
include <common.scad>

diameter = 9.5;
height = 2.0;

hull() {
    cylinder(d = diameter, h = height - 0.6);
    cylinder(d = diameter - 1.2, h = height);
}
