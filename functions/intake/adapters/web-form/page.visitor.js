/**
 * Runs in the visitor's page: keeps what brought them here, and sends the forms of one source without leaving the page.
 * The door puts in the settings: {action, source, honeypot, thanks, box, marks}.
 */
((settings) => {
  const key = "leadwright";
  const keptFor = 90 * 24 * 60 * 60 * 1000;
  const begun = performance.now();

  const newId = () =>
    Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  let submission = newId();

  /** `undefined` where storage is switched off or holds what we did not write: this page is then all we know. */
  const stored = (use) => {
    try {
      return use(localStorage);
    } catch {
      return undefined;
    }
  };

  /** What brought the visitor: the last visit with marks of a campaign, else the first one. */
  const arrival = () => {
    const query = new URLSearchParams(location.search);
    const marks = Object.fromEntries([...query].filter(([name, value]) => value && settings.marks.includes(name)));
    const kept = stored((storage) => JSON.parse(storage.getItem(key)));
    if (kept && Date.now() - kept.at < keptFor && Object.keys(marks).length === 0) return kept;
    const here = { at: Date.now(), marks, page: location.href, referrer: document.referrer };
    stored((storage) => storage.setItem(key, JSON.stringify(here)));
    return here;
  };
  const arrived = arrival();

  const isOurs = (form) => {
    const action = form.getAttribute("action");
    // A link tells what an address comes to, whatever it is: another form's may be none at all.
    return (
      form.dataset.leadwright === settings.source || (action && make("a", { href: action }).href === settings.action)
    );
  };

  const make = (tag, attributes) => {
    const element = document.createElement(tag);
    for (const name in attributes) element.setAttribute(name, attributes[name]);
    return element;
  };

  const fill = (form, name, value) => {
    const there = form.elements.namedItem(name);
    if (!value || (there && there.type !== "hidden")) return;
    const input = there || make("input", { type: "hidden", name });
    input.value = value;
    if (!there) form.append(input);
  };

  /** A field that people and screen readers do not meet; machines fill it in. */
  const prepare = (form) => {
    if (form.elements.namedItem(settings.honeypot)) return;
    form.setAttribute("action", settings.action);
    form.setAttribute("method", "post");
    const trap = make("div", { "aria-hidden": "true" });
    trap.style.cssText = "position:absolute;left:-9999px;width:1px;height:1px;overflow:hidden";
    trap.append(make("input", { type: "text", name: settings.honeypot, tabindex: "-1", autocomplete: "off" }));
    form.append(trap);
  };

  /** The text that this page shows at the box of consent, or that it marks: what is kept as agreed to is what was shown. */
  const consentText = (form) => {
    const box = settings.box && form.elements.namedItem(settings.box);
    const shown = form.querySelector("[data-leadwright-consent]") || box?.labels?.[0];
    return shown?.textContent.replace(/\s+/g, " ").trim();
  };

  const complete = (form) => {
    prepare(form);
    for (const name in arrived.marks) fill(form, name, arrived.marks[name]);
    fill(form, "submission_id", submission);
    fill(form, "page_url", location.href);
    fill(form, "referrer", arrived.referrer);
    if (arrived.page !== location.href) fill(form, "landing_page", arrived.page);
    fill(form, "consent_text", consentText(form));
    fill(form, "fill_ms", String(Math.round(performance.now() - begun)));
  };

  const clear = (form) => {
    for (const note of form.querySelectorAll(".leadwright-error")) note.remove();
    for (const field of form.querySelectorAll("[aria-errormessage^=leadwright]")) {
      field.removeAttribute("aria-invalid");
      field.removeAttribute("aria-errormessage");
    }
  };

  const complain = (form, { field, message }) => {
    const id = `leadwright-${field}-error`;
    const note = make("span", { class: "leadwright-error", role: "alert", id });
    note.textContent = message;
    const input = form.querySelector(`[name="${CSS.escape(field)}"]:not([type=hidden])`);
    if (!input) return form.append(note);
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-errormessage", id);
    input.after(note);
  };

  const refuse = (form, errors) => {
    for (const error of errors) complain(form, error);
    form.querySelector("[aria-invalid=true]")?.focus();
  };

  const thank = (form) => {
    submission = newId();
    if (!form.dispatchEvent(new CustomEvent("leadwright:sent", { bubbles: true, cancelable: true }))) return;
    if (settings.thanks) return location.assign(settings.thanks);
    const note = make("p", { role: "status", tabindex: "-1" });
    note.textContent = form.dataset.sent || "Thank you. Your message has reached us.";
    form.replaceWith(note);
    note.focus();
  };

  const send = async (form, submitter) => {
    const data = new FormData(form, submitter);
    const hasFile = [...data.values()].some((value) => typeof value !== "string" && value.size > 0);
    const body = hasFile ? data : new URLSearchParams([...data].filter(([, value]) => typeof value === "string"));
    const response = await fetch(settings.action, { method: "POST", body, headers: { accept: "application/json" } });
    if (response.ok) return thank(form);
    const { errors, detail } = await response.json();
    refuse(form, errors || [{ field: "", message: detail }]);
  };

  /** Blocked, or no answer to be read: the browser posts it as it would have without us; its id makes it the same inquiry. */
  const leave = (form, submitter) => {
    if (submitter?.name) form.append(make("input", { type: "hidden", name: submitter.name, value: submitter.value }));
    HTMLFormElement.prototype.submit.call(form);
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !isOurs(form)) return;
    event.preventDefault();
    if (form.ariaBusy === "true") return;
    clear(form);
    complete(form);
    form.ariaBusy = "true";
    send(form, event.submitter)
      .catch(() => leave(form, event.submitter))
      .finally(() => form.removeAttribute("aria-busy"));
  });

  const prepareAll = () => [...document.forms].filter(isOurs).forEach(prepare);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", prepareAll);
  else prepareAll();
})("%SETTINGS%");
