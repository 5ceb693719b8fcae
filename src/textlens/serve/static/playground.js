"use strict";
(() => {
  document.documentElement.classList.add("has-script");
  const form = document.querySelector("form");
  const field = form.elements.text;
  const file = form.elements.file;
  const status = document.querySelector(".status");
  const frame = document.querySelector("iframe");
  let waiting = 0;
  let begun = 0;

  const read = () => {
    clearTimeout(waiting);
    if (field.value.trim() || file.files.length) form.requestSubmit();
  };
  form.addEventListener("submit", () => { begun = performance.now(); status.textContent = "Reading…"; });
  frame.addEventListener("load", () => {
    if (begun) status.textContent = "Read in " + Math.round(performance.now() - begun) + " ms.";
  });

  // The report follows what is written; a chosen file gives way to the field once that changes.
  field.addEventListener("input", () => { file.value = ""; clearTimeout(waiting); waiting = setTimeout(read, 600); });
  for (const name of ["published", "title", "house"]) form.elements[name].addEventListener("change", read);
  file.addEventListener("change", read);
  document.getElementById("clear").addEventListener("click", () => {
    form.reset();
    field.value = form.elements.title.value = form.elements.published.value = form.elements.house.value = "";
    field.focus();
  });

  field.addEventListener("dragover", (event) => { event.preventDefault(); field.classList.add("is-over"); });
  field.addEventListener("dragleave", () => field.classList.remove("is-over"));
  field.addEventListener("drop", (event) => {
    field.classList.remove("is-over");
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    const one = new DataTransfer();
    one.items.add(event.dataTransfer.files[0]);
    file.files = one.files;
    read();
  });
  read();
})();
