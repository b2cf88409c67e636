/** What a visitor does on each page of the story; it tells the test what is seen. */
const tell = (what) => fetch("/told", { method: "POST", body: JSON.stringify({ page: location.pathname, ...what }) });

const until = (holds) =>
  new Promise((resolve) => {
    const look = () => (holds() ? resolve() : setTimeout(look, 10));
    look();
  });

const form = document.querySelector("form");
const send = () => form.querySelector("button").click();

const pages = {
  "/landing": () => location.assign("/contact"),
  "/contact": async () => {
    await until(() => form.querySelector("[tabindex='-1']"));
    const trap = form.querySelector("[tabindex='-1']");
    form.elements.email.value = "wrong";
    send();
    await until(() => form.querySelector(".leadwright-error"));
    const note = form.elements.email.nextElementSibling;
    await tell({
      trap: {
        name: trap.name,
        seen: trap.getBoundingClientRect().right > 0,
        hidden: trap.closest("[aria-hidden=true]") !== null,
      },
      note: { text: note.textContent, role: note.getAttribute("role") },
      marked: form.elements.email.getAttribute("aria-errormessage") === note.id,
      focused: document.activeElement === form.elements.email,
    });
    form.elements.email.value = "ann@example.com";
    send();
    await until(() => document.querySelector("[role=status]"));
    await tell({ thanks: document.querySelector("[role=status]").textContent });
    location.assign("/blocked");
  },
  "/blocked": async () => {
    await until(() => form.querySelector("[tabindex='-1']"));
    send();
  },
};

addEventListener("load", () => pages[location.pathname]());
