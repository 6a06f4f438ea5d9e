// Decides orders with one engine for Node and says what it took. Speaks like dev.docket.peers.Worker: "answers" is answered with the fired
// rules of each order, a line each; "run MILLIS" decides until this process, all its threads included, has taken so much of the processor,
// and is answered with the number of decisions and the nanoseconds that they took.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [engine, file] = process.argv.slice(2);
const { decide, fired } = await import(`./${engine}.mjs`);
const orders = readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line));

// So many at once: an engine that works in threads of its own is not kept waiting for this one.
const TOGETHER = 64;

async function run(millis) {
  const began = process.cpuUsage();
  let decisions = 0;
  let taken = 0;
  do {
    const batch = [];
    for (let i = 0; i < TOGETHER; i++) {
      batch.push(decide(orders[(decisions + i) % orders.length]));
    }
    await Promise.all(batch);
    decisions += TOGETHER;
    const { user, system } = process.cpuUsage(began);
    taken = user + system;
  } while (taken < millis * 1000);
  return `${decisions} ${taken * 1000}`;
}

console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  const [command, argument] = line.split(' ');
  if (command === 'answers') {
    for (const order of orders) {
      console.log(fired(await decide(order)).sort().join(','));
    }
  } else {
    console.log(await run(Number(argument)));
  }
}
