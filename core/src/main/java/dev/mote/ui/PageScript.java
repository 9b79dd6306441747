package dev.mote.ui;

/** The page's JavaScript: reads /metrics every two seconds and shows it. */
final class PageScript {
    static final String TEXT = """
        "use strict";
        const EVERY = 2000, KEPT = 60, ROWS = 8;
        const MODES = ["user", "nice", "system", "interrupt", "iowait", "steal"];
        const history = {};
        let before = null, now = null, seconds = NaN, lastText = "";

        function el(tag, name, ...content) {
          const made = document.createElement(tag);
          if (name) made.className = name;
          made.append(...content);
          return made;
        }

        function read(text) {
          const metrics = {};
          for (const line of text.split("\\n")) {
            const found = /^([\\w:]+)(?:\\{(.*)\\})? (\\S+)$/.exec(line);
            if (!found) continue;
            const labels = {};
            for (const pair of (found[2] || "").matchAll(/(\\w+)="((?:[^"\\\\]|\\\\.)*)"/g))
              labels[pair[1]] = pair[2].replace(/\\\\(.)/g, (_, c) => c === "n" ? " " : c);
            (metrics[found[1]] ||= []).push({labels, value: Number(found[3])});
          }
          return {metrics};
        }

        /* Labels by the registry's names or by the collector's. */
        const NAMES = {mode: ["cpu_mode", "state"], memory: ["system_memory_state", "state"],
          swap: ["system_paging_state", "state"], disk: ["system_device", "device"],
          way: ["disk_io_direction", "network_io_direction", "direction"],
          port: ["network_interface_name", "system_device", "device"],
          mount: ["system_filesystem_mountpoint", "mountpoint"], kind: \
        ["system_filesystem_type", "type"],
          space: ["system_filesystem_state", "state"], pid: ["process_pid"],
          program: ["process_executable_name"], status: ["process_state", "status"],
          what: ["system_linux_pressure_resource", "resource"],
          who: ["system_linux_pressure_scope", "scope"], sensor: ["hw_name", "hw_id"]};
        const label = (point, key) => {
          for (const name of NAMES[key] || [key])
            if (name in point.labels) return point.labels[name];
          return "";
        };
        const points = (name, where = {}, look = now) => ((look && look.metrics[name]) || [])
          .filter(point => Object.entries(where).every(([key, value]) => label(point, key) === \
        value));
        const sum = (name, where, look) => points(name, where, look)
          .reduce((all, point) => (isNaN(all) ? 0 : all) + point.value, NaN);
        const rate = (name, where) => {
          const grown = sum(name, where) - sum(name, where, before);
          return before && grown >= 0 ? grown / seconds : NaN;
        };
        const values = (name, key) => [...new Set(points(name).map(point => label(point, key)))]
          .slice(0, 200);

        const fixed = (value, places) => isNaN(value) ? "-" : value.toFixed(places);
        function scaled(value, step, units) {
          if (isNaN(value)) return "-";
          let unit = 0;
          while (value >= step - 0.5 && unit < units.length - 1) { value /= step; unit++; }
          return value.toFixed(unit && value < 99.95 ? 1 : 0) + units[unit];
        }
        const bytes = value => scaled(value, 1024, [" B", " KiB", " MiB", " GiB", " TiB", " \
        PiB"]);
        const count = value => scaled(value, 1000, ["", "k", "M", "G"]);
        const percent = share => isNaN(share) ? "-" : fixed(100 * share, 1) + " %";
        function duration(value) {
          if (isNaN(value)) return "-";
          const minutes = Math.floor(value / 60), hours = Math.floor(minutes / 60);
          return hours >= 24 ? Math.floor(hours / 24) + " d " + hours % 24 + " h"
            : hours ? hours + " h " + minutes % 60 + " min"
            : minutes ? minutes + " min" : Math.floor(value) + " s";
        }

        function bar(parts) {
          const made = el("div", "bar");
          for (const [share, colour] of parts) {
            const part = el("i");
            part.style.width = 100 * Math.min(1, share || 0) + "%";
            part.style.background = "var(--" + colour + ")";
            made.append(part);
          }
          return made;
        }
        const level = share => bar([[share, share >= 0.9 ? "hot" : share >= 0.75 ? "warm" : \
        "good"]]);
        const big = (text, unit) => el("div", "big", text + " ", el("small", "", unit));
        const words = text => el("div", "key", text);

        function line(key, value, top) {
          const kept = history[key] ||= [];
          if (!isNaN(value)) kept.push(value);
          if (kept.length > KEPT) kept.shift();
          const most = top || Math.max(...kept, 1);
          const space = "http://www.w3.org/2000/svg";
          const image = document.createElementNS(space, "svg");
          const curve = document.createElementNS(space, "polyline");
          image.setAttribute("viewBox", "0 0 " + (KEPT - 1) + " 20");
          image.setAttribute("preserveAspectRatio", "none");
          image.setAttribute("aria-hidden", "true");
          curve.setAttribute("points", kept.map((each, at) =>
            (KEPT - kept.length + at) + "," + (19 - 18 * Math.min(1, each / most))).join(" "));
          image.append(curve);
          return image;
        }

        function table(heads, rows) {
          const body = el("tbody", "", ...rows.map(row =>
            el("tr", "", ...row.map(cell => el("td", "", cell)))));
          const head = el("tr", "", ...heads.map(text => el("th", "", text)));
          return el("div", "scroll", el("table", "", el("thead", "", head), body));
        }

        /* Shows a section, or hides it when it has nothing to show. */
        function show(id, ...content) {
          const section = document.getElementById(id);
          section.hidden = content.length === 0;
          section.lastElementChild.replaceChildren(...content);
        }
        const heaviest = (names, weight, max = ROWS) => names.map(name => [weight(name) || 0, \
        name])
          .sort((a, b) => b[0] - a[0]).slice(0, max).map(pair => pair[1]);

        function cpu() {
          const name = "system_cpu_time_seconds_total";
          if (!points(name).length) return show("cpu");
          const grown = mode => sum(name, {mode}) - sum(name, {mode}, before);
          const parts = MODES.map(grown);
          for (const [mode, at] of [["softirq", 3], ["wait", 4]])
            if (!isNaN(grown(mode))) parts[at] = (parts[at] || 0) + grown(mode);
          const all = parts.reduce((a, b) => a + (b || 0), 0) + grown("idle");
          const shares = parts.map(part => part / all);
          const busy = shares.reduce((a, b) => a + (b || 0), 0);
          const known = before && all > 0;
          const key = el("div", "key");
          MODES.forEach((mode, at) => {
            if (!(shares[at] >= 0.0005)) return;
            const colour = el("i");
            colour.style.background = "var(--" + mode + ")";
            key.append(el("span", "", colour, mode + " " + percent(shares[at])));
          });
          const cpus = sum("system_cpu_logical_count");
          show("cpu", big(known ? percent(busy) : "-", isNaN(cpus) ? "" : "of " + cpus
            + (cpus === 1 ? " CPU" : " CPUs")), bar(shares.map((share, at) => [share, \
        MODES[at]])), key,
            line("cpu", known ? busy : NaN, 1));
        }

        function memory() {
          const name = "system_memory_usage_bytes", used = sum(name, {memory: "used"});
          if (isNaN(used)) return show("memory");
          const limit = sum("system_memory_limit_bytes"), all = isNaN(limit) ? sum(name) : limit;
          const content = [big(percent(used / all), "of " + bytes(all)), level(used / all),
            words(bytes(used) + " used, " + bytes(sum(name, {memory: "cached"})) + " cache")];
          const swap = sum("system_paging_usage_bytes");
          if (swap > 0) {
            const swapped = sum("system_paging_usage_bytes", {swap: "used"});
            content.push(level(swapped / swap), words("swap: " + bytes(swapped) + " of " + \
        bytes(swap)));
          }
          show("memory", ...content, line("memory", used / all, 1));
        }

        function waiting() {
          const content = [];
          const load = ["1m", "5m", "15m"].map(window => fixed(sum("system_cpu_load_average_" + \
        window), 2));
          if (load[0] !== "-") content.push(big(load[0], "load"),
            words(load[1] + " over 5 minutes, " + load[2] + " over 15"));
          for (const what of values("system_linux_pressure_stall_time_seconds_total", "what")) {
            const share = Math.min(1, rate("system_linux_pressure_stall_time_seconds_total",
              {what, who: "some"}));
            content.push(words("for " + what + " " + percent(share) + " of the time"), \
        level(share));
          }
          show("waiting", ...content);
        }

        function heat() {
          const name = "hw_temperature_celsius";
          const hottest = [...points(name)].sort((a, b) => b.value - a.value).slice(0, 5);
          show("heat", ...hottest.map((point, at) => at === 0
            ? big(fixed(point.value, 0) + " \\u00b0C", label(point, "sensor"))
            : words(fixed(point.value, 0) + " \\u00b0C " + label(point, "sensor"))));
        }

        function space() {
          const name = "system_filesystem_usage_bytes";
          const of = (mount, space) => sum(name, {mount, space});
          const full = mount => of(mount, "used") / (of(mount, "used") + of(mount, "free"));
          const rows = heaviest(values(name, "mount"), full).map(mount => [mount, \
        level(full(mount)),
            percent(full(mount)), bytes(of(mount, "free")), bytes(sum(name, {mount}))]);
          show("space", ...(rows.length ? [table(["", "", "full", "free", "size"], rows)] : []));
        }

        function network() {
          const name = "system_network_io_bytes_total";
          const ports = values(name, "port").filter(port => sum(name, {port}) > 0);
          const rows = heaviest(ports, port => rate(name, {port})).map(port => [port,
            bytes(rate(name, {port, way: "receive"})), bytes(rate(name, {port, way: "transmit"})),
            bytes(sum(name, {port, way: "receive"})), bytes(sum(name, {port, way: "transmit"}))]);
          show("network", ...(rows.length ? [table(["", "received/s", "sent/s", "received", \
        "sent"], rows),
            line("network", rate(name))] : []));
        }

        function disks() {
          const name = "system_disk_io_bytes_total";
          const all = values(name, "disk").filter(disk => sum(name, {disk}) > 0);
          const rows = heaviest(all, disk => rate(name, {disk})).map(disk => [disk,
            bytes(rate(name, {disk, way: "read"})), bytes(rate(name, {disk, way: "write"})),
            count(rate("system_disk_operations_total", {disk})),
            percent(Math.min(1, rate("system_disk_io_time_seconds_total", {disk})))]);
          show("disks", ...(rows.length ? [table(["", "read/s", "written/s", "operations/s", \
        "busy"], rows),
            line("disks", rate(name))] : []));
        }

        function processes() {
          const memory = "process_memory_usage_bytes", time = "process_cpu_time_seconds_total";
          const rows = heaviest(values(memory, "pid"), pid => (rate(time, {pid}) || 0) * 1e15
            + sum(memory, {pid}), 12).map(pid => [label(points(memory, {pid})[0], "program"), pid,
            percent(rate(time, {pid})), bytes(sum(memory, {pid})),
            duration(sum("process_uptime_seconds", {pid}))]);
          const states = points("system_process_count").concat(points("system_processes_count"));
          const total = states.reduce((all, point) => all + point.value, 0);
          const notes = states.filter(point => point.value > 0)
            .map(point => point.value + " " + label(point, "status")).join(", ");
          show("processes", ...(total ? [words(total + " in all: " + notes)] : []),
            ...(rows.length ? [table(["", "pid", "CPU", "memory", "up"], rows)] : []));
        }

        function mote() {
          const rows = [["memory", bytes(sum("mote_process_memory_resident_bytes"))],
            ["CPU", percent(rate("mote_process_cpu_time_seconds_total"))],
            ["running for", duration(sum("mote_process_uptime_seconds"))],
            ["a collection takes", fixed(1000 * \
        sum("mote_receiver_collection_duration_seconds"), 1) + " ms"]];
          const failures = sum("mote_collector_errors_total");
          if (failures > 0) rows.push(["failed readings", count(failures)]);
          const exporters = values("mote_exporter_sent_points_total", "exporter");
          for (const exporter of exporters) {
            const of = name => count(sum("mote_exporter_" + name, {exporter}));
            rows.push([exporter, of("sent_points_total") + " points delivered, " + \
        of("queue_points")
              + " waiting, " + of("dropped_points_total") + " dropped"]);
          }
          if (!exporters.length)
            rows.push(["exporters", "none; set OTEL_EXPORTER_OTLP_ENDPOINT to deliver"]);
          show("mote", table(["", ""], rows));
        }

        function head() {
          const target = (points("target_info")[0] || {labels: {}}).labels;
          const name = target.host_name || "this host", up = sum("system_uptime_seconds");
          document.title = name + " \\u00b7 mote";
          document.getElementById("name").textContent = name;
          document.getElementById("about").textContent = [target.os_description, target.host_arch,
            isNaN(up) ? "" : "up " + duration(up), "mote " + (target.service_version \
        || "")]
            .filter(text => text).join(" \\u00b7 ");
        }

        function state(text, stale) {
          document.body.classList.toggle("stale", stale);
          document.getElementById("state").textContent = text;
        }

        /* Rates by mote's own clock; a reading that is there already changes nothing. */
        function take(next) {
          const up = "mote_process_uptime_seconds";
          const passed = now ? sum(up, {}, next) - sum(up) : NaN;
          if (passed === 0) return;
          before = passed > 0 ? now : null;
          seconds = passed;
          now = next;
          for (const part of [head, cpu, memory, waiting, heat, space, network, disks, \
        processes, mote])
            part();
        }

        async function look() {
          if (document.hidden) return;
          try {
            const answer = await fetch("metrics", {cache: "no-store", signal: \
        AbortSignal.timeout(5000)});
            if (!answer.ok) throw new Error(answer.status);
            take(read(await answer.text()));
            lastText = new Date().toLocaleTimeString();
            state("live", false);
          } catch (error) {
            state(lastText ? "no answer since " + lastText : "no answer yet", true);
          }
        }

        async function run() {
          for (let wait = 800; ; wait = EVERY) {
            await look();
            await new Promise(done => setTimeout(done, wait));
          }
        }
        run();
        """;

    private PageScript() {
    }
}
