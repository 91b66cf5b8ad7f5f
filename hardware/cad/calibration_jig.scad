// Calibration jig: the foot stands on a bathroom scale and holds a pad; the stamp brings weights or a hand straight down.
include <common.scad>
include <dimensions_generated.scad>

part = "foot";         // [foot, stamp]

plate = 120;
plate_high = 6;
puck = triple_outer;   // the puck with three sensors, over its lid
guide_high = 34;
guide_wall = 4;
stamp_d = puck;
table_d = 110;
table_high = 8;

module foot() {
    difference() {
        union() {
            translate([-plate / 2, -plate / 2, 0]) rounded_box([plate, plate, plate_high], 6);
            cylinder(d = puck + 2 * clearance + 2 * guide_wall, h = guide_high);
        }
        translate([0, 0, plate_high - 2]) cylinder(d = puck + 2 * clearance, h = guide_high);
        // a window for the cable, open at the top so that the pad can be lifted out
        translate([-12, -plate, plate_high - 2]) cube([24, plate, guide_high]);
    }
}

module stamp() {
    // printed upside down: the table lies on the bed
    hull() {
        cylinder(d = table_d - 4, h = 1);
        translate([0, 0, 2]) cylinder(d = table_d, h = table_high - 2);
        cylinder(d = stamp_d, h = table_high + 10);
    }
    cylinder(d = stamp_d, h = table_high + 26);
}

if (part == "foot") foot(); else stamp();
