package dev.mote.pipeline;

import dev.mote.component.Component;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.config.KnownTypes;
import dev.mote.exporter.Exporter;
import java.util.ArrayList;
import java.util.List;

/** The components that a program has, by kind and type: one line each, and nothing hidden. */
public final class ComponentTable {
    /** Makes a receiver, which hands on what it takes to {@code next}. */
    public interface ReceiverMaker {
        Component make(Context context, Router next);
    }

    /** Makes a processor. One that is a {@link Component} too is called by the loop. */
    public interface ProcessorMaker {
        Consumer make(Context context, Consumer next);
    }

    /**
     * Makes an exporter; null when its settings are wrong, which their problems say. One that is a
     * {@link Component} too is called by the loop.
     */
    public interface ExporterMaker {
        Exporter make(Context context);
    }

    /** Makes a connector: the end of some pipelines and, by {@code next}, a start of others. */
    public interface ConnectorMaker {
        Consumer make(Context context, Pipelines next);
    }

    /** The pipelines that a connector feeds: all of a batch's signal, or one by its id. */
    public interface Pipelines extends Consumer {
        /** The pipeline with the id; null when it does not name the connector as its receiver. */
        Consumer pipeline(String id);
    }

    private final List<String> receiverTypes = new ArrayList<>();
    private final List<ReceiverMaker> receivers = new ArrayList<>();
    private final List<String> processorTypes = new ArrayList<>();
    private final List<ProcessorMaker> processors = new ArrayList<>();
    private final List<String> exporterTypes = new ArrayList<>();
    private final List<ExporterMaker> exporters = new ArrayList<>();
    private final List<String> connectorTypes = new ArrayList<>();
    private final List<ConnectorMaker> connectors = new ArrayList<>();

    public ComponentTable receiver(String type, ReceiverMaker maker) {
        receiverTypes.add(type);
        receivers.add(maker);
        return this;
    }

    public ComponentTable processor(String type, ProcessorMaker maker) {
        processorTypes.add(type);
        processors.add(maker);
        return this;
    }

    public ComponentTable exporter(String type, ExporterMaker maker) {
        exporterTypes.add(type);
        exporters.add(maker);
        return this;
    }

    public ComponentTable connector(String type, ConnectorMaker maker) {
        connectorTypes.add(type);
        connectors.add(maker);
        return this;
    }

    ReceiverMaker receiver(String type) {
        return receivers.get(receiverTypes.indexOf(type));
    }

    ProcessorMaker processor(String type) {
        return processors.get(processorTypes.indexOf(type));
    }

    ExporterMaker exporter(String type) {
        return exporters.get(exporterTypes.indexOf(type));
    }

    ConnectorMaker connector(String type) {
        return connectors.get(connectorTypes.indexOf(type));
    }

    /** What a config may name. */
    public KnownTypes types() {
        return new KnownTypes(receiverTypes, processorTypes, exporterTypes, connectorTypes);
    }
}
