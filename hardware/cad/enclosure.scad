// Box for either board; hole places and sizes come from the boards' own files (board_generated.scad).
include <common.scad>
include <board_generated.scad>

board = "uno";         // [uno, nano]
part = "box";          // [box, lid]

index = board == "uno" ? 0 : 1;
size = board_sizes[index];
holes = board_holes[index];
usb = usb_openings[index];     // y middle, width, z bottom, height
air = 3;                       // between board and wall
stand = 6;                     // height of the stand-offs
high = board == "uno" ? 44 : 40;
inner = [size[0] + 2 * air, size[1] + 2 * air];
outer = [inner[0] + 2 * wall, inner[1] + 2 * wall];
lip = 3;

// y of the board runs down, y of the model up
function place(p) = [wall + air + p[0], wall + air + size[1] - p[1]];

module cable_slots() {
    for (i = [0 : 1]) translate([outer[0] * (i + 1) / 3 - 7, -1, high - 9]) cube([14, wall + 2, 10]);
}

module box() {
    difference() {
        union() {
            difference() {
                rounded_box([outer[0], outer[1], high], 3);
                translate([wall, wall, wall]) cube([inner[0], inner[1], high]);
            }
            for (h = holes) translate([place(h)[0], place(h)[1], wall - 0.01]) cylinder(d = 7, h = stand);
        }
        for (h = holes) translate([place(h)[0], place(h)[1], wall + 1]) cylinder(d = 2.6, h = stand + 1);
        translate([-1, place([0, usb[0]])[1] - usb[1] / 2, wall + stand + usb[2]]) cube([wall + 2, usb[1], usb[3]]);
        cable_slots();
    }
}

module lid() {
    rounded_box([outer[0], outer[1], wall], 3);
    difference() {
        translate([wall + clearance, wall + clearance, wall - 0.01])
            cube([inner[0] - 2 * clearance, inner[1] - 2 * clearance, lip]);
        translate([2 * wall + clearance, 2 * wall + clearance, wall - 0.02])
            cube([inner[0] - 2 * wall - 2 * clearance, inner[1] - 2 * wall - 2 * clearance, lip + 1]);
        // room for the cables
        for (i = [0 : 1]) translate([outer[0] * (1 - (i + 1) / 3) - 9, 0, wall]) cube([18, 3 * wall, lip + 1]);
    }
}

if (part == "box") box(); else lid();
