package dev.mote.cli;

/** What {@code mote help} prints. */
public final class Help {
    public static final String TEXT = """
            mote: watches this host and delivers what it sees, by OpenTelemetry.

            Usage: mote [VERB] [OPTIONS]

              run               watch and deliver until told to end (the default)
              once              look once and print it
              top               look every two seconds, full screen; q ends
              doctor            say what mote sees here, what is missing, and what to do
              validate FILE     check a config file
              buffer ls         what waits for delivery; also while mote runs
              buffer verify     read all of it and say whether it is whole
              buffer dump       print it as OTLP JSON, a line a batch
              buffer drop       forget it; mote must not run
              version           print the version
              help              print this

            Options
              --config FILE     run, once, top, doctor: settings (YAML); none: host metrics,
                                every 10 s
              --data DIR        run, doctor, buffer: where mote keeps what must survive a
                                restart; default $STATE_DIRECTORY, /var/lib/mote or
                                ~/.local/state/mote; none: nowhere, only in memory
              --listen HOST:PORT
                                run, doctor: where the page, /metrics and /healthz are served;
                                default 127.0.0.1:7077; none: nowhere
              --format FORMAT   once: text (default), otlp-json or prometheus

            To deliver, two variables are enough:
              OTEL_EXPORTER_OTLP_ENDPOINT=https://otlp.example.com
              OTEL_EXPORTER_OTLP_HEADERS="authorization=Bearer%20TOKEN"

            Signals: SIGTERM and SIGINT deliver what is left and end within a second.
            Exit status: 0 done, 1 it did not work, 2 the command line or the config is wrong.
            """;

    private Help() {
    }
}
