#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace normscope::test
{

/// A small dataset of random pixels on a server on loopback that serves it well and badly, see dataset_server.py.
class DatasetServer
{
  public:
    DatasetServer() = default;
    ~DatasetServer();
    DatasetServer(const DatasetServer&) = delete;
    DatasetServer& operator=(const DatasetServer&) = delete;
    DatasetServer(DatasetServer&&) = delete;
    DatasetServer& operator=(DatasetServer&&) = delete;

    /// Makes the dataset and starts it; false where that fails.
    [[nodiscard]] bool start();

    /// The address of a folder that is served in this manner.
    [[nodiscard]] QString secure(const QString& manner) const;
    [[nodiscard]] QString plain(const QString& manner) const;
    /// For https_proxy.
    [[nodiscard]] QString proxy() const;

    /// What NORMSCOPE_MIRRORS is to name, written anew: these mirrors for mnist, whose sums are of the content, and
    /// kmnist, whose sums are of the files; of the bomb's where that is served. Without the authority it is not
    /// trusted.
    [[nodiscard]] QString mirrors(const QStringList& addresses, bool trusts = true, bool isBomb = false) const;

    /// The requests since the last call: "GET /fine/train-images-idx3-ubyte.gz bytes=100-".
    [[nodiscard]] QStringList takeRequests() const;

    [[nodiscard]] QByteArray content(const QString& file) const;

    static QStringList files();

  private:
    QTemporaryDir m_folder;
    QProcess m_process;
    int m_https = 0;
    int m_http = 0;
    int m_proxy = 0;
};

}  // namespace normscope::test
