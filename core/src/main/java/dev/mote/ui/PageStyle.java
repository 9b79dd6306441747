package dev.mote.ui;

/** The page's CSS: light or dark as the reader's system is, one column on a phone. */
final class PageStyle {
    static final String TEXT = """
        :root{--back:#f4f5f3;--card:#fff;--text:#1c211d;--dim:#69736b;--line:#e2e6e1;\
        --good:#3a9d5d;
        --warm:#d89a1d;--hot:#cf3f36;--user:#3a9d5d;--nice:#4bb6b7;--system:#3f77c9;\
        --interrupt:#a05cc4;
        --iowait:#d89a1d;--steal:#cf3f36}
        @media(prefers-color-scheme:dark){:root{--back:#131614;--card:#1c211e;--text:#e4e9e4;\
        --dim:#8d988f;
        --line:#2d342f;--good:#4cba72;--warm:#e2ab3a;--hot:#e4635a;--system:#6197e4;\
        --user:#4cba72}}
        *{box-sizing:border-box}
        body{margin:0 auto;padding:1.2rem;max-width:76rem;background:var(--back);\
        color:var(--text);
        font:15px/1.45 system-ui,sans-serif;font-variant-numeric:tabular-nums}
        header{display:flex;flex-wrap:wrap;align-items:baseline;gap:.2rem 1rem;margin-bottom:1rem}
        h1{font-size:1.5rem;margin:0}
        header p{margin:0;color:var(--dim)}
        #state{margin-left:auto}
        #state::before{content:"";display:inline-block;width:.6em;height:.6em;border-radius:50%;
        background:var(--good);margin-right:.45em}
        .stale #state{color:var(--hot)}
        .stale #state::before{background:var(--hot)}
        .stale main{opacity:.45}
        main{display:flex;flex-wrap:wrap;gap:.8rem}
        section{flex:1 1 14rem;background:var(--card);border:1px solid var(--line);\
        border-radius:.6rem;
        padding:.8rem 1rem;min-width:0}
        section.wide{flex-basis:30rem}
        section.full{flex-basis:100%}
        section[hidden]{display:none}
        h2{font-size:.8rem;font-weight:600;letter-spacing:.04em;text-transform:uppercase;\
        color:var(--dim);
        margin:0 0 .4rem}
        .big{font-size:1.7rem;font-weight:600;line-height:1.2}
        .big small{font-size:.9rem;font-weight:400;color:var(--dim)}
        .bar{display:flex;height:.55rem;border-radius:.3rem;overflow:hidden;\
        background:var(--line);
        margin:.35rem 0;min-width:4rem}
        .bar i{display:block;height:100%;transition:width .4s}
        .key{display:flex;flex-wrap:wrap;gap:0 .9rem;color:var(--dim);font-size:.85rem}
        .key i{display:inline-block;width:.6em;height:.6em;border-radius:2px;margin-right:.35em}
        svg{display:block;width:100%;height:2.4rem;margin-top:.4rem}
        polyline{fill:none;stroke:var(--good);stroke-width:1.5;vector-effect:non-scaling-stroke}
        .scroll{overflow-x:auto}
        table{width:100%;border-collapse:collapse;font-size:.9rem}
        th{font-weight:400;font-size:.8rem;color:var(--dim);text-align:right;padding:0 0 .2rem \
        .8rem}
        td{text-align:right;padding:.16rem 0 .16rem .8rem;border-top:1px solid var(--line);
        white-space:nowrap}
        th:first-child,td:first-child{text-align:left;padding-left:0}
        td:first-child{max-width:14rem;overflow:hidden;text-overflow:ellipsis}
        td .bar{margin:.4rem 0}
        #mote td{white-space:normal}
        a{color:inherit}
        footer{margin:1rem .2rem;color:var(--dim);font-size:.85rem}
        @media(max-width:34rem){body{padding:.7rem}section{flex-basis:100%}#state{margin-left:0}}
        """;

    private PageStyle() {
    }
}
