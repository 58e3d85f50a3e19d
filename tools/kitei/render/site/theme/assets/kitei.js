// The sign behind a provision copies its address; without this script it is a plain link.
document.addEventListener("click", function (event) {
  var sign = event.target.closest && event.target.closest("a.permalink");
  if (!sign || !navigator.clipboard) return;
  navigator.clipboard.writeText(sign.href).then(function () {
    var status = document.getElementById("kitei-status");
    if (!status) {
      status = document.createElement("div");
      status.id = "kitei-status";
      status.setAttribute("role", "status");
      document.body.appendChild(status);
    }
    status.textContent = "リンクをコピーしました";
    clearTimeout(status.timer);
    status.timer = setTimeout(function () { status.textContent = ""; }, 2500);
  }, function () {});
});

// On the page of one revision, the banner leads to the same provision in the text in force.
(function () {
  var banner = document.querySelector(".revision-banner a.to-force");
  if (!banner) return;
  var page = banner.getAttribute("href");
  var isInForce = banner.closest(".is-in-force");
  function follow() {
    var link = findLink(document.querySelector(":target"));
    var same = isInForce ? page + location.hash : page;
    banner.setAttribute("href", link ? link.getAttribute("href") : same);
  }
  // The link of the provision itself, or else of the nearest one that holds it.
  function findLink(node) {
    while (node) {
      var place = node.closest("h2, h3, h4, h5, h6, li[id]");
      var own = ":scope > a.in-force, :scope > .lead > a.in-force";
      var link = place && place.querySelector(own);
      if (link) return link;
      var body = (place || node).closest(".body");
      node = (place && place.parentElement.closest("li[id]")) || (body && body.previousElementSibling);
    }
    return null;
  }
  window.addEventListener("hashchange", follow);
  follow();
})();
