package dev.mote.gateway;

import dev.mote.cli.Mote;
import dev.mote.pipeline.Program;
import java.util.ArrayList;
import java.util.List;

/** Where {@code mote-gateway} starts: the command line is the agent's. */
public final class GatewayMain {
    private GatewayMain() {
    }

    public static void main(String[] arguments) {
        List<String> environment = new ArrayList<>();
        System.getenv().forEach((name, value) -> environment.add(name + "=" + value));
        String architecture = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        Program program = new Program("mote-gateway", Mote.VERSION, architecture,
                GatewayComponents::table, null);
        System.exit(new Gateway(program, arguments, environment.toArray(new String[0])).run());
    }
}
