#include <QEventLoop>
#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QTimer>
#include <algorithm>
#include <optional>
#include <utility>

#include <normscope/session/Download.h>

namespace normscope
{

namespace
{

constexpr int kMillisecondsBetweenLooks = 50;
/// Without a byte.
constexpr int kMillisecondsOfPatience = 30'000;
constexpr int kMostRedirects = 5;
/// What waits in memory while the disk is busy.
constexpr qint64 kMostWaitingBytes = 1 << 20;

constexpr int kHttpOk = 200;
constexpr int kHttpPartialContent = 206;
constexpr int kHttpRangeNotSatisfiable = 416;

/// A variable, which may be written in small or in capital letters.
QString environment(const char* name)
{
    const QString value = qEnvironmentVariable(name);
    return value.isEmpty() ? qEnvironmentVariable(QByteArray(name).toUpper().constData()) : value;
}

/// Whether the list of no_proxy has the host: by its name, as the end of its name, or all hosts by "*".
bool isDirect(const QString& host)
{
    for (QString entry : environment("no_proxy").split(',', Qt::SkipEmptyParts)) {
        entry = entry.trimmed().section(':', 0, 0);
        if (entry.startsWith('.')) {
            entry.remove(0, 1);
        }
        if (!entry.isEmpty() && (entry == QLatin1String("*") || host.compare(entry, Qt::CaseInsensitive) == 0 ||
                                 host.endsWith('.' + entry, Qt::CaseInsensitive))) {
            return true;
        }
    }
    return false;
}

/// The environment decides where it says anything, as everywhere on the command line; otherwise the system.
class Proxies : public QNetworkProxyFactory
{
  public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery& query) override
    {
        const QString own = environment(query.protocolTag() == QLatin1String("https") ? "https_proxy" : "http_proxy");
        const QString given = own.isEmpty() ? environment("all_proxy") : own;
        if (given.isEmpty()) {
            return isDirect(query.peerHostName()) ? QList{QNetworkProxy(QNetworkProxy::NoProxy)}
                                                  : systemProxyForQuery(query);
        }
        const QUrl address(given.contains(QLatin1String("://")) ? given : QStringLiteral("http://") + given);
        if (isDirect(query.peerHostName()) || address.host().isEmpty()) {
            return {QNetworkProxy(QNetworkProxy::NoProxy)};
        }
        const bool isSocks = address.scheme().startsWith(QLatin1String("socks"));
        constexpr int kUsualPort = 8080;
        constexpr int kUsualSocksPort = 1080;
        return {QNetworkProxy(isSocks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy, address.host(),
                              static_cast<quint16>(address.port(isSocks ? kUsualSocksPort : kUsualPort)),
                              address.userName(), address.password())};
    }
};

/// Whether "bytes 100-199/200" begins at the byte that was asked for.
bool beginsAt(const QByteArray& contentRange, qint64 first)
{
    return contentRange.trimmed().startsWith("bytes " + QByteArray::number(first) + '-');
}

}  // namespace

struct Downloader::State
{
    QNetworkAccessManager network;
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
};

namespace
{

/// One request and its answer.
class Transfer
{
  public:
    Transfer(QNetworkReply& reply, QFile& file, qint64 mostBytes, const Downloader::Watch& watch)
        : m_reply(reply)
        , m_file(file)
        , m_first(file.size())
        , m_mostBytes(mostBytes)
        , m_watch(watch)
    {
    }

    /// None where the server has nothing behind the bytes that are there: they are of no use.
    Result<std::optional<Downloader::End>> run()
    {
        QEventLoop loop;
        QTimer looks;
        QObject::connect(&looks, &QTimer::timeout, &loop, [this] {
            if (m_watch.isCancelled && m_watch.isCancelled()) {
                m_isCancelled = true;
                m_reply.abort();
            }
        });
        QObject::connect(&m_reply, &QNetworkReply::readyRead, &loop, [this] { take(); });
        QObject::connect(&m_reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
        looks.start(kMillisecondsBetweenLooks);
        if (!m_reply.isFinished()) {
            loop.exec();
        }
        if (!m_isCancelled) {
            take();
        }
        (void)m_file.flush();
        return end();
    }

  private:
    [[nodiscard]] int status() const { return m_reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(); }

    [[nodiscard]] std::string address() const { return m_reply.url().toDisplayString().toStdString(); }

    /// Before the first byte: whether it goes on where the file ends.
    bool begin()
    {
        if (m_hasBegun || m_isElsewhere) {
            return m_hasBegun;
        }
        if (status() == kHttpPartialContent) {
            m_isElsewhere = !beginsAt(m_reply.rawHeader("Content-Range"), m_first);
            if (m_isElsewhere) {
                m_reply.abort();
                return false;
            }
        } else if (status() == kHttpOk) {
            m_first = 0;
            (void)(m_file.resize(0) && m_file.seek(0));
        } else {
            return false;
        }
        const qint64 length = m_reply.header(QNetworkRequest::ContentLengthHeader).toLongLong();
        m_total = length > 0 ? m_first + length : 0;
        m_hasBegun = true;
        return true;
    }

    void stop(Error error)
    {
        if (!m_error) {
            m_error = std::move(error);
            m_reply.abort();
        }
    }

    void take()
    {
        if (m_error || m_isCancelled || m_reply.bytesAvailable() == 0) {
            return;
        }
        if (!begin()) {
            (void)m_reply.readAll();  // a page that explains a refusal
            return;
        }
        const qint64 there = m_file.size() + m_reply.bytesAvailable();
        if (std::max(there, m_total) > m_mostBytes) {
            (void)m_file.resize(0);
            stop({ErrorCode::Data,
                  Message::tr("{}: the server sends more than {} MB, which no file of a dataset has: not taken",
                              address(), m_mostBytes >> 20)});
            return;
        }
        const QByteArray bytes = m_reply.readAll();
        // Buffered by the system alone: a full disk shows here.
        if (m_file.write(bytes) != bytes.size()) {
            stop({ErrorCode::Internal, Message::tr("{}: cannot be written: {}", m_file.fileName().toStdString(),
                                                   m_file.errorString().toStdString())});
        } else if (m_watch.progress) {
            m_watch.progress(m_file.size(), m_total);
        }
    }

    Result<std::optional<Downloader::End>> end()
    {
        if (m_error) {
            return tl::unexpected<Error>(*m_error);
        }
        if (m_isCancelled) {
            return Downloader::End::Cancelled;
        }
        if (m_isElsewhere || (m_first > 0 && status() == kHttpRangeNotSatisfiable)) {
            return std::nullopt;
        }
        switch (m_reply.error()) {
        case QNetworkReply::NoError:
            if (m_hasBegun && m_total > m_file.size()) {
                return Downloader::End::CutOff;
            }
            if (!m_hasBegun) {
                return fail(ErrorCode::Io, Message::tr("{}: the server answered with nothing", address()));
            }
            return Downloader::End::Whole;
        case QNetworkReply::InsecureRedirectError:
            return fail(ErrorCode::Io,
                        Message::tr("{}: leads from https to plain http, which is not followed", address()));
        case QNetworkReply::TooManyRedirectsError:
            return fail(ErrorCode::Io, Message::tr("{}: leads on and on to other addresses", address()));
        case QNetworkReply::OperationCanceledError:
            // Not by us, so by the timer of the request.
            return fail(ErrorCode::Io,
                        Message::tr("{}: nothing came for {} seconds", address(), kMillisecondsOfPatience / 1000));
        case QNetworkReply::SslHandshakeFailedError:
            return fail(ErrorCode::Io, Message::tr("{}: the server's certificate is not trusted ({}); the package "
                                                   "ca-certificates brings the authorities that are",
                                                   address(), m_reply.errorString().toStdString()));
        default:
            break;
        }
        if (m_hasBegun) {
            return Downloader::End::CutOff;
        }
        if (status() != 0) {
            const QString reason = m_reply.attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString();
            return fail(ErrorCode::Io,
                        Message::tr("{}: the server answered {} ({})", address(), status(), reason.toStdString()));
        }
        return fail(ErrorCode::Io,
                    Message::tr("{}: cannot be reached ({})", address(), m_reply.errorString().toStdString()));
    }

    QNetworkReply& m_reply;
    QFile& m_file;
    qint64 m_first;  ///< the bytes that were there
    qint64 m_total = 0;
    qint64 m_mostBytes;
    const Downloader::Watch& m_watch;
    bool m_hasBegun = false;
    bool m_isElsewhere = false;
    bool m_isCancelled = false;
    std::optional<Error> m_error;
};

}  // namespace

Downloader::Downloader(std::unique_ptr<State> state)
    : m_state(std::move(state))
{
}

Downloader::Downloader(Downloader&&) noexcept = default;
Downloader& Downloader::operator=(Downloader&&) noexcept = default;
Downloader::~Downloader() = default;

Result<Downloader> Downloader::make(const std::string& certificates)
{
    auto state = std::make_unique<State>();
    // Owned by the network.
    state->network.setProxyFactory(new Proxies);
    if (!certificates.empty()) {
        const QList<QSslCertificate> own = QSslCertificate::fromPath(QString::fromStdString(certificates));
        if (own.isEmpty()) {
            return fail(ErrorCode::Usage, Message::tr("{}: holds no certificate in PEM form", certificates));
        }
        state->tls.addCaCertificates(own);
    }
    return Downloader(std::move(state));
}

Result<Downloader::End> Downloader::fetch(const QUrl& address, const std::filesystem::path& part,
                                          std::int64_t mostBytes, const Watch& watch)
{
    QFile file(QString::fromStdString(part.string()));
    if (!file.open(QIODevice::ReadWrite | QIODevice::Unbuffered) || !file.seek(file.size())) {
        return fail(ErrorCode::Internal,
                    Message::tr("{}: cannot be written: {}", part.string(), file.errorString().toStdString()));
    }
    for (;;) {
        QNetworkRequest request(address);
        request.setSslConfiguration(m_state->tls);
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::NoLessSafeRedirectPolicy);
        request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
        request.setMaximumRedirectsAllowed(kMostRedirects);
        request.setTransferTimeout(kMillisecondsOfPatience);
        request.setHeader(QNetworkRequest::UserAgentHeader, QStringLiteral("Normscope"));
        // As it lies on the server: the sums are of that.
        request.setRawHeader("Accept-Encoding", "identity");
        if (file.size() > 0) {
            request.setRawHeader("Range", "bytes=" + QByteArray::number(file.size()) + '-');
        }
        const std::unique_ptr<QNetworkReply> reply(m_state->network.get(request));
        reply->setReadBufferSize(kMostWaitingBytes);
        const auto end = Transfer(*reply, file, mostBytes, watch).run();
        if (!end) {
            return passOn(end);
        }
        if (*end) {
            return **end;
        }
        // From the beginning, once: without bytes of ours no server can have anything against them.
        if (file.size() == 0 || !file.resize(0) || !file.seek(0)) {
            return fail(ErrorCode::Io,
                        Message::tr("{}: the server answered with nothing", address.toDisplayString().toStdString()));
        }
    }
}

}  // namespace normscope
