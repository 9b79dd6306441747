package dev.mote.ui;

/** The page's HTML: a place for each thing to show. */
final class PageFrame {
    static final String TEXT = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width,initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>mote</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="page.css">
        <script src="page.js" defer></script>
        </head>
        <body>
        <header>
        <h1 id="name">mote</h1>
        <p id="about">one moment</p>
        <p id="state" role="status">&nbsp;</p>
        </header>
        <main>
        <section id="cpu"><h2>CPU</h2><div></div></section>
        <section id="memory"><h2>Memory</h2><div></div></section>
        <section id="waiting"><h2>Waiting</h2><div></div></section>
        <section id="heat"><h2>Heat</h2><div></div></section>
        <section id="space" class="wide"><h2>File systems</h2><div></div></section>
        <section id="network" class="wide"><h2>Network</h2><div></div></section>
        <section id="disks" class="wide"><h2>Disks</h2><div></div></section>
        <section id="mote" class="wide"><h2>Mote itself</h2><div></div></section>
        <section id="processes" class="full"><h2>Processes</h2><div></div></section>
        </main>
        <footer>The same in other words: <a href="metrics">/metrics</a> for Prometheus,
        <a href="healthz">/healthz</a> for health checks, and in a terminal <code>mote \
        once</code> or
        <code>mote top</code>.</footer>
        <noscript>This page needs JavaScript; <a href="metrics">/metrics</a> does not.</noscript>
        </body>
        </html>
        """;

    private PageFrame() {
    }
}
