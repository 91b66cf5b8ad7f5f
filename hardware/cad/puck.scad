// Puck: a base and a lid with sensors between them. Sizes come from pads.toml and sensors.toml.
// kind "triple": the lid stands on three bosses, each on a sensor of its own; whatever the lid carries, the three carry.
// kind "shared": one sheet of foam covers the whole face; the sensor in the middle carries only its share of the area.
include <common.scad>
include <dimensions_generated.scad>

kind = "triple";       // [triple, shared]
part = "base";         // [base, lid]

triple = kind == "triple";
diameter = triple ? triple_base_diameter : shared_base_diameter;
base_height = triple ? triple_base_height : shared_base_height;
lid_height = triple ? triple_lid_height : shared_lid_height;
skirt = triple ? triple_skirt : shared_skirt;
reach = triple ? triple_skirt_reach : shared_skirt_reach;
gap = triple ? triple_clearance : shared_clearance;
film = triple ? triple_film_width : shared_film_width;
tail = triple ? triple_film_tail_width : shared_film_tail_width;
pocket = triple ? triple_pocket : shared_pocket;
tab = [triple ? triple_tab_width : shared_tab_width, triple ? triple_tab_length : shared_tab_length];
cable_turn = triple ? -90 : 90;    // where the cable leaves, degrees: between two sensors, or along the one tail
play = 0.3;                        // around the film, on each side

module tail_slot(from, to) {
    translate([from, -tail / 2 - play, base_height - pocket]) cube([to - from, tail + 2 * play, pocket + 1]);
}

module sensor_bed() {
    translate([0, 0, base_height - pocket]) cylinder(d = film + 2 * play, h = pocket + 1);
}

module base() {
    difference() {
        union() {
            rotate_extrude() polygon([[0, 0], [diameter / 2 - 0.8, 0], [diameter / 2, 0.8],
                                      [diameter / 2, base_height], [0, base_height]]);
            rotate(cable_turn) translate([0, -tab[0] / 2, 0]) cube([diameter / 2 + tab[1], tab[0], base_height - 0.01]);
        }
        if (triple) {
            for (turn = [90, 210, 330]) rotate(turn) {
                translate([triple_spot_radius, 0, 0]) sensor_bed();
                tail_slot(0, triple_spot_radius);
            }
            translate([0, 0, base_height - triple_well_depth]) cylinder(d = triple_well_diameter, h = base_height);
            rotate(cable_turn) translate([0, -triple_channel_width / 2, base_height - triple_well_depth])
                cube([diameter, triple_channel_width, base_height]);
        } else {
            sensor_bed();
            rotate(cable_turn) {
                tail_slot(0, diameter);
                translate([shared_film_tail_mm - 1, -shared_channel_width / 2, base_height - shared_well_depth])
                    cube([diameter, shared_channel_width, base_height]);
            }
        }
        rotate(cable_turn - 90) translate([0, diameter / 2 + tab[1] - 4, 0])
            tie_slots(tab[0] - 3.2, base_height);
    }
}

module lid() {
    outer = diameter / 2 + gap + skirt;
    // printed upside down and turned over around the y axis: bosses and slot lie alike on both sides of it
    difference() {
        rotate_extrude() polygon([[0, 0], [outer - 1.5, 0], [outer, 1.5], [outer, lid_height + reach],
                                  [outer - skirt, lid_height + reach], [outer - skirt, lid_height], [0, lid_height]]);
        rotate(cable_turn) translate([diameter / 2 - 3, -tab[0] / 2 - 0.5, lid_height])
            cube([20, tab[0] + 1, reach + 1]);
    }
    if (triple) for (turn = [90, 210, 330]) rotate(turn) translate([triple_spot_radius, 0, lid_height - 0.01])
        cylinder(d = triple_boss, h = triple_boss_height + 0.01);
}

if (part == "base") base(); else lid();
