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
