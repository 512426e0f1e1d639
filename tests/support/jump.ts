// Loaded before a server under test: its clock goes on by eleven minutes when it is told SIGHUP.
const ELEVEN_MINUTES_MS = 11 * 60_000;
const machineNow = Date.now;
let ahead = 0;
Date.now = () => machineNow() + ahead;
process.on('SIGHUP', () => (ahead += ELEVEN_MINUTES_MS));
