// What a test compares has no colours in it, whether or not somebody watches the run on a terminal.
process.env.NO_COLOR = '1';
