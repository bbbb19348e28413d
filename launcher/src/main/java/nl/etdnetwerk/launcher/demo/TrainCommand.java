package nl.etdnetwerk.launcher.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.concurrent.Callable;

import nl.etdnetwerk.launcher.network.Folders;
import nl.etdnetwerk.launcher.network.Network;
import nl.etdnetwerk.launcher.network.StateLock;
import nl.etdnetwerk.launcher.network.Training;
import nl.etdnetwerk.plan.Layout;
import nl.etdnetwerk.plan.State;
import nl.etdnetwerk.useragent.PgoVisit;
import nl.etdnetwerk.useragent.UserAgent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Starts a network of its own, walks the flows, and stops it, so that every process leaves an archive of the classes it used. */
@Command(name = "train", description = "Make later starts faster: run a throw-away network once and keep an archive of its classes. Done by itself before the first start of a build.", mixinStandardHelpOptions = true)
public final class TrainCommand implements Callable<Integer> {

    @ParentCommand
    private Folders netwerk;

    @Option(names = "--if-missing", description = "Do nothing when this build was trained with the JDK in use, or when the network runs.")
    private boolean ifMissing;

    @Override
    public Integer call() throws Exception {
        Network own = new Network(netwerk.root(), netwerk.state());
        boolean runs = own.processes().find(Layout.DECRYPTION).isPresent();
        if (ifMissing && (runs || own.processes().trained())) {
            return 0;
        }
        if (runs) {
            throw new IOException("the network runs; stop it first with ./netwerk down");
        }
        try (StateLock turn = Training.turn(netwerk.root())) {
            if (!ifMissing || !own.processes().trained()) {
                train(own);
            }
        }
        return 0;
    }

    private void train(Network own) throws IOException {
        Network network = Training.network(netwerk.root());
        network.down();
        network.state().delete();
        System.out.println("Oefenen voor sneller starten (eenmalig per build, een tot drie minuten)...");
        try {
            network.up(new PrintStream(OutputStream.nullOutputStream()));
            State.Person person = network.state().persons().get(0);
            String ad = network.layout().service("ad-een").entityId("AD");
            PgoVisit visit = new PgoVisit(new UserAgent(network.state().tls(null)), network.layout().service("dvp").publicUrl(),
                    person.at("ad-een"),
                    Clock.systemUTC());
            visit.login();
            visit.link(ad);
            visit.collect("huisartsdebron", 1, ad);
            visit.collect("ziekenhuishetduin", 2, ad);
        } finally {
            network.down();
            network.state().delete();
            own.processes().rememberTraining();
        }
        System.out.println("Klaar.");
    }
}
