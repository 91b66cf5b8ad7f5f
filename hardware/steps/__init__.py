"""One picture for each step of the build guides, drawn from the boards' files, the printed parts and the layouts."""
