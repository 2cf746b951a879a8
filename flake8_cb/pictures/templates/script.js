"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const choice = document.getElementById("choice");

  const show = (id) => {
    for (const file of all(".file")) file.hidden = file.id !== id;
    if (choice) choice.value = id;
  };

  const paragraph = (text) => {
    const made = document.createElement("p");
    made.textContent = text;
    return made;
  };

  const choose = (step) => {
    const file = step.closest(".file");
    const from = Number(step.dataset.from), to = Number(step.dataset.to);
    const way = (step.dataset.way || "").split(" ").filter(Boolean).map(Number);
    for (const each of all("[aria-current]", file)) each.removeAttribute("aria-current");
    step.setAttribute("aria-current", "step");
    for (const line of all(".chosen, .way", file)) line.classList.remove("chosen", "way");
    const line = (number) => document.getElementById(`${file.id}-l${number}`);
    for (const number of way) line(number)?.classList.add("way");
    for (let number = from; number <= to; number++) {
      line(number)?.classList.remove("way");
      line(number)?.classList.add("chosen");
    }
    history.replaceState(null, "", `#${file.id}:${from}`);
    const where = all(".where span, .where i", step).map((each) => each.textContent).join(" · ");
    const more = [
      step.dataset.more,
      where,
      way.length ? `called from line ${way.join(", then ")}` : "",
    ];
    file.querySelector(".detail").replaceChildren(
      paragraph(step.querySelector(".text").textContent.trim()), ...more.filter(Boolean).map(paragraph));
    const source = file.querySelector(".source"), first = line(from), last = line(to) || first;
    if (first) {
      const tall = last.offsetTop + last.offsetHeight - first.offsetTop;
      source.scrollTop = first.offsetTop - Math.max(0, (source.clientHeight - tall) / 2.4);
    }
  };

  const chooseAt = (line) => {
    const number = Number(line.id.split("-l")[1]);
    const first = all("a.step", line.closest(".file")).find(
      (each) => Number(each.dataset.from) <= number && number <= Number(each.dataset.to));
    if (first) {
      choose(first);
      first.scrollIntoView({ block: "nearest" });
    }
  };

  document.addEventListener("click", (event) => {
    const step = event.target.closest("a.step"), line = event.target.closest(".line[id]");
    if (step) {
      event.preventDefault();
      choose(step);
    } else if (line) {
      chooseAt(line);
    }
  });

  document.addEventListener("keydown", (event) => {
    const step = document.activeElement.closest?.("a.step");
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !by) return;
    const steps = all("a.step", step.closest(".file"));
    const next = steps[steps.indexOf(step) + by];
    if (next) {
      event.preventDefault();
      next.focus();
      choose(next);
    }
  });

  // Such an address is the id of nothing, so that the browser itself does not jump anywhere.
  const start = () => {
    const [, id, number] = /^#(f\d+):(\d*)$/.exec(location.hash) || [];
    const file = (id && document.getElementById(id)) || document.querySelector(".file");
    if (!file) return;
    show(file.id);
    const line = number && document.getElementById(`${file.id}-l${number}`);
    if (line) chooseAt(line);
  };
  choice?.addEventListener("change", () => {
    show(choice.value);
    history.replaceState(null, "", `#${choice.value}:`);
  });
  window.addEventListener("hashchange", start);
  start();
})();
