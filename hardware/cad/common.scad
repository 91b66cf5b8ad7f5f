// What all printed parts share. Millimetres. Open any other file here in OpenSCAD and change numbers in the customizer.
$fn = 96;

wall = 2.0;            // thinnest wall of a box
clearance = 0.35;      // gap between parts that slide into each other
screw = 3.2;           // hole for M3

module rounded_box(size, radius) {
    linear_extrude(size[2])
        offset(radius) offset(-radius)
            square([size[0], size[1]]);
}

// A hole for a cable tie beside a cable of a diameter, along y.
module tie_slots(width, depth) {
    for (side = [-1, 1])
        translate([side * width / 2 - 1.0, -1.9, -1]) cube([2.0, 3.8, depth + 2]);
}
