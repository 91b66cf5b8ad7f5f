// Rigid disc, one on each side of a glove's sensor: spreads the load over the whole active area and no further.
include <common.scad>
include <dimensions_generated.scad>

diameter = glove_base_diameter;
height = glove_base_height;

hull() {
    cylinder(d = diameter, h = height - 0.6);
    cylinder(d = diameter - 1.2, h = height);
}
