// One version is heard at a time; another goes on where it was. Keys 1 to 9 choose while a switch has the focus.
for (const section of document.querySelectorAll('.versions')) {
  const players = [...section.querySelectorAll('audio')];
  const bar = section.querySelector('.switch');
  let heard = players[0];
  const choose = (next) => {
    if (next !== heard) {
      const playing = !heard.paused;
      const at = heard.currentTime;
      heard.pause();
      heard = next;
      heard.currentTime = at;
      if (playing) heard.play();
    }
    players.forEach((player, i) => {
      bar.children[i].setAttribute('aria-pressed', player === heard);
      player.parentElement.classList.toggle('heard', player === heard);
    });
  };
  players.forEach((player, i) => {
    player.volume = Number(player.dataset.volume || 1);
    const button = document.createElement('button');
    button.textContent = (i + 1) + ' ' + player.parentElement.querySelector('b').textContent;
    button.onclick = () => { choose(player); if (player.paused) player.play(); };
    bar.append(button);
    player.addEventListener('play', () => choose(player));
  });
  bar.addEventListener('keydown', (event) => {
    const next = players[Number(event.key) - 1];
    if (next) choose(next);
  });
  choose(heard);
}
