export interface Person {
  name: string;
  email: string;
  phone: string;
  message: string;
}

const first = ["Anna", "Ben", "Carla", "Dmitri", "Elif", "Farid", "Greta", "Hiro"];
const last = ["Novak", "Olsen", "Papadakis", "Quinn", "Rossi", "Schmidt", "Tanaka", "Usman"];
let people = 0;

/** A person nobody has heard of: every inquiry makes a lead, with five items in its transaction. */
export function someoneNew(): Person {
  const number = people++;
  const name = `${first[number % first.length]} ${last[Math.floor(number / first.length) % last.length]}`;
  const email = `${name.toLowerCase().replace(" ", ".")}.${number}@person.example`;
  const phone = `+49151${String(10_000_000 + number)}`;
  return { name, email, phone, message: "Our roof is 120 square metres, facing south. What would solar panels cost?" };
}
