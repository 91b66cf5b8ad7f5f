// Force-spreading puck: a base and a lid with the sensor between them.
// kind "direct": all force goes through a boss of 9.5 mm onto a 445 N-class sensor of 9.5 mm.
// kind "shared": one sheet of foam rubber covers the whole face; the sensor carries only its share of the area.
include <common.scad>

kind = "direct";       // [direct, shared]
part = "base";         // [base, lid]

diameter = kind == "direct" ? 50 : 80;
base_height = 5;
lid_height = 4;
skirt = 2.0;           // thickness of the lid's rim
skirt_reach = kind == "direct" ? 4 : 5;
sensor = kind == "direct" ? 15 : 19;      // outer diameter of the film
sensor_deep = 0.5;
tail = kind == "direct" ? 15 : 8;         // width of the film's tail
boss = 9.5;
boss_high = 1.5;       // stays above the base when the lid is on: the rim never touches the floor

module base() {
    difference() {
        rotate_extrude() polygon([[0, 0], [diameter / 2 - 0.8, 0], [diameter / 2, 0.8],
                                  [diameter / 2, base_height], [0, base_height]]);
        translate([0, 0, base_height - sensor_deep]) cylinder(d = sensor + 0.6, h = 1);
        translate([-(tail + 0.6) / 2, 0, base_height - sensor_deep]) cube([tail + 0.6, diameter, 1]);
        translate([0, diameter / 2 - 4.5, 0]) tie_slots(tail + 5, base_height);
    }
}

module lid() {
    outer = diameter / 2 + clearance + skirt;
    difference() {
        rotate_extrude() polygon([[0, 0], [outer - 1.5, 0], [outer, 1.5], [outer, lid_height + skirt_reach],
                                  [outer - skirt, lid_height + skirt_reach], [outer - skirt, lid_height], [0, lid_height]]);
        // the tail leaves here
        translate([-(tail + 3) / 2, diameter / 2 - 2, lid_height + 0.6]) cube([tail + 3, 10, skirt_reach + 1]);
    }
    if (kind == "direct") translate([0, 0, lid_height - 0.01]) cylinder(d = boss, h = boss_high + 0.01);
}

if (part == "base") base(); else lid();
