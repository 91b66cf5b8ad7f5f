// Box for each board; hole places and sizes come from the boards' own files (board_generated.scad).
include <common.scad>
include <board_generated.scad>

board = "uno";         // [uno, nano, mux]
part = "box";          // [box, lid]

index = board == "uno" ? 0 : board == "nano" ? 1 : 2;
size = board_sizes[index];
holes = board_holes[index];
usb = usb_openings[index];     // y middle, width, z bottom, height
air = 3;                       // between board and wall
stand = 6;                     // height of the stand-offs
high = board == "uno" ? 44 : 40;
inner = [size[0] + 2 * air, size[1] + 2 * air];
outer = [inner[0] + 2 * wall, inner[1] + 2 * wall];
lip = 3;
lamps = board_lamps[index];
lamp_tip = lamp_tips[index];   // of an LED, above the ground of the box
sounder = board_sounders[index];
rod = 3.3;                     // hole for a light pipe: an acrylic rod of 3 mm
hole = 3.0;

// y of the board runs down, y of the model up
function place(p) = [wall + air + p[0], wall + air + size[1] - p[1]];

// the lid is printed upside down and turned over around the y axis
function above(p) = [outer[0] - place(p)[0], place(p)[1]];

// Seven holes above the sounder: a closed lid would muffle the alarm.
module sound_holes() {
    translate([above(sounder)[0], above(sounder)[1], -1]) {
        cylinder(d = hole, h = lip + wall + 2);
        for (turn = [0 : 60 : 300]) rotate(turn) translate([hole * 1.7, 0, 0]) cylinder(d = hole, h = lip + wall + 2);
    }
}

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
    difference() {
        union() {
            rounded_box([outer[0], outer[1], wall], 3);
            lid_lip();
            // a tube leads each light pipe from its lamp to the face of the lid
            for (lamp = lamps) translate([above(lamp)[0], above(lamp)[1], wall - 0.01])
                cylinder(d = rod + 3.2, h = high - lamp_tip - 1);
        }
        for (lamp = lamps) translate([above(lamp)[0], above(lamp)[1], -1]) cylinder(d = rod, h = high);
        sound_holes();
    }
}

module lid_lip() {
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
