// Narrows the list to procedures that hold every word, tone marks or not. Without it the whole list is there to read.
(function () {
  "use strict";
  var form = document.getElementById("tim");
  var input = document.getElementById("tu-khoa");
  var told = document.getElementById("ket-qua");
  var anchors = document.querySelector(".fields");
  function fold(text) {
    return text.replace(/[đĐ]/g, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }
  var fields = Array.prototype.map.call(document.querySelectorAll("[data-field]"), function (section) {
    var items = Array.prototype.map.call(section.querySelectorAll("li"), function (item) {
      return { item: item, text: fold(item.textContent) };
    });
    return { section: section, items: items };
  });
  function narrow() {
    var words = fold(input.value).split(/\s+/).filter(Boolean);
    var found = 0;
    fields.forEach(function (field) {
      var here = 0;
      field.items.forEach(function (one) {
        var fits = words.every(function (word) { return one.text.indexOf(word) !== -1; });
        one.item.hidden = !fits;
        here += fits ? 1 : 0;
      });
      field.section.hidden = here === 0;
      found += here;
    });
    if (anchors) { anchors.hidden = words.length > 0; }
    told.textContent = words.length === 0 ? "" : found === 0 ? "Không tìm thấy thủ tục nào. Thử bớt từ." : "Có " + found + " thủ tục.";
  }
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  input.addEventListener("input", narrow);
  form.hidden = false;
})();
