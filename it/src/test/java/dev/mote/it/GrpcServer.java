package dev.mote.it;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.RetryInfo;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** OTLP's service on the official gRPC of Java, which answers as a test wants it. */
final class GrpcServer implements AutoCloseable {
    /** What a call is answered with; null: it is taken. */
    volatile Function<ExportMetricsServiceRequest, RuntimeException> answer = request -> null;
    final List<ExportMetricsServiceRequest> taken = new CopyOnWriteArrayList<>();
    final List<Metadata> heads = new CopyOnWriteArrayList<>();
    final int port;
    private final UnaryOperator<NettyServerBuilder> settings;
    private volatile Server server;

    GrpcServer(UnaryOperator<NettyServerBuilder> settings) {
        this.settings = settings;
        port = Child.freePort();
        start(settings);
    }

    private void start(UnaryOperator<NettyServerBuilder> settings) {
        try {
            server = settings.apply(NettyServerBuilder.forAddress(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), port))).addService(new Service())
                    .intercept(new Heads()).build().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes no new calls on the connections that there are, and new ones with new settings. */
    void leaveAndStartAnew(UnaryOperator<NettyServerBuilder> settings) {
        Server leaving = server;
        leaving.shutdown();
        start(settings);
    }

    void leaveAndStartAnew() {
        leaveAndStartAnew(settings);
    }

    /** A refusal that says when to come again, as google.rpc has it. */
    static StatusRuntimeException comeAgain(Status.Code code, int afterMillis) {
        return StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                .setCode(code.value()).setMessage("busy").addDetails(Any.pack(
                        RetryInfo.newBuilder().setRetryDelay(Duration.newBuilder()
                                .setNanos(afterMillis * 1_000_000)).build())).build());
    }

    private final class Heads implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata head,
                ServerCallHandler<Q, A> next) {
            heads.add(head);
            return Contexts.interceptCall(Context.current(), call, head, next);
        }
    }

    private final class Service extends MetricsServiceGrpc.MetricsServiceImplBase {
        @Override
        public void export(ExportMetricsServiceRequest request,
                StreamObserver<ExportMetricsServiceResponse> out) {
            RuntimeException failure = answer.apply(request);
            if (failure != null) {
                out.onError(failure);
                return;
            }
            taken.add(request);
            out.onNext(ExportMetricsServiceResponse.getDefaultInstance());
            out.onCompleted();
        }
    }

    @Override
    public void close() {
        try {
            server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
