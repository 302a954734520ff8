#include "DatasetServer.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <random>

#include "IdxWriter.h"

namespace normscope::test
{

namespace
{

constexpr int kMostMilliseconds = 60'000;

/// Cannot be packed: a file is as long as its pixels.
ImageSet noise(std::int64_t count)
{
    ImageSet set = patternSet(count, 28, 28);
    std::mt19937 random(static_cast<unsigned>(count));
    for (std::uint8_t& pixel : set.pixels) {
        pixel = static_cast<std::uint8_t>(random());
    }
    return set;
}

QString digest(const QByteArray& bytes, QCryptographicHash::Algorithm algorithm)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, algorithm).toHex());
}

QByteArray readAll(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

DatasetServer::~DatasetServer()
{
    m_process.closeWriteChannel();
    m_process.waitForFinished();
}

QStringList DatasetServer::files()
{
    return {"train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz",
            "t10k-labels-idx1-ubyte.gz"};
}

bool DatasetServer::start()
{
    const std::string folder = m_folder.path().toStdString();
    if (!writeDataset(folder, noise(1000), noise(100), Packing::Gzip) ||
        !writeDataset(folder, noise(1000), noise(100))) {
        return false;
    }
    m_process.start(QString(NORMSCOPE_PYTHON), {"-B", NORMSCOPE_DATASET_SERVER, m_folder.path()});
    while (!m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(kMostMilliseconds)) {
            qWarning("%s", m_process.readAllStandardError().constData());
            return false;
        }
    }
    const QJsonObject ports = QJsonDocument::fromJson(m_process.readLine()).object();
    m_https = ports["https"].toInt();
    m_http = ports["http"].toInt();
    m_proxy = ports["proxy"].toInt();
    return m_https > 0;
}

QString DatasetServer::secure(const QString& manner) const
{
    return QString("https://127.0.0.1:%1/%2/").arg(QString::number(m_https), manner);
}

QString DatasetServer::plain(const QString& manner) const
{
    return QString("http://127.0.0.1:%1/%2/").arg(QString::number(m_http), manner);
}

QString DatasetServer::proxy() const
{
    return QString("http://127.0.0.1:%1").arg(m_proxy);
}

QByteArray DatasetServer::content(const QString& file) const
{
    return readAll(m_folder.filePath(file));
}

QString DatasetServer::mirrors(const QStringList& addresses, bool trusts, bool isBomb) const
{
    QJsonObject bySum;
    QJsonObject byContent;
    for (const QString& file : files()) {
        const QString md5 = digest(content(isBomb ? "bomb.gz" : file), QCryptographicHash::Md5);
        bySum[file] = QJsonObject{{"md5", md5}};
        byContent[file] =
            QJsonObject{{"md5", md5}, {"sha256", digest(content(file.chopped(3)), QCryptographicHash::Sha256)}};
    }
    const QJsonArray list = QJsonArray::fromStringList(addresses);
    QJsonObject all{{"mirrors", QJsonObject{{"mnist", list}, {"kmnist", list}}},
                    {"files", QJsonObject{{"mnist", byContent}, {"kmnist", bySum}}}};
    if (trusts) {
        all["certificates"] = m_folder.filePath("certificate.pem");
    }
    QFile file(m_folder.filePath("mirrors.json"));
    if (file.open(QIODevice::WriteOnly)) {
        file.write(QJsonDocument(all).toJson());
    }
    return file.fileName();
}

QStringList DatasetServer::takeRequests() const
{
    const QString path = m_folder.filePath("requests.log");
    QStringList lines;
    for (const QString& line : QString::fromUtf8(readAll(path)).split('\n', Qt::SkipEmptyParts)) {
        lines << line.trimmed();
    }
    QFile::remove(path);
    return lines;
}

}  // namespace normscope::test
