package dev.fader.cli.prove;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A line on loopback between the services and a store, which can be cut or frozen. Cut, it refuses connections; frozen,
 * it keeps them open, takes new ones, and forwards nothing.
 */
final class FaultyLink implements AutoCloseable {

    private static final int BLOCK = 1 << 16;

    private final int port;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Lock lock = new ReentrantLock();
    private final Condition thawed = lock.newCondition();
    private boolean frozen;
    private volatile @Nullable ServerSocket listener;

    /** @param port where it listens; @param target where it leads to */
    FaultyLink(int port, int target) {
        this.port = port;
        this.target = target;
    }

    void open() throws IOException {
        ServerSocket server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 128);
        listener = server;
        Thread.ofVirtual().name("link " + port).start(() -> accept(server));
    }

    private void accept(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                sockets.add(client);
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException e) {
                // closed, or the client has gone already
            }
        }
    }

    private void connect(Socket client) {
        try {
            awaitThaw();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(server);
            Thread.ofVirtual().start(() -> pump(client, server));
            pump(server, client);
        } catch (IOException e) {
            drop(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] block = new byte[BLOCK];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                awaitThaw();
                out.write(block, 0, count);
            }
        } catch (IOException e) {
            // one side has gone: so does the other
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        drop(from);
        drop(to);
    }

    private void awaitThaw() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (frozen) {
                thawed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    void freeze(boolean now) {
        lock.lock();
        try {
            frozen = now;
            thawed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Refuses connections and ends those that are there. */
    void cut() throws IOException {
        ServerSocket open = listener;
        listener = null;
        if (open != null) {
            open.close();
        }
        sockets.forEach(this::drop);
    }

    private void drop(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            // it is of no use any more
        }
    }

    @Override
    public void close() throws IOException {
        cut();
        freeze(false);
    }
}
