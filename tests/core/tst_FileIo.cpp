#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <array>
#include <csignal>
#include <memory>
#include <string>

#include <sys/resource.h>
#include <sys/stat.h>

#include <normscope/base/FileIo.h>

#include "../support/Expect.h"
#include "../support/RunFiles.h"

using namespace normscope;
using normscope::test::contentOf;

class tst_FileIo : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void read_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("limit");
        QTest::newRow("empty") << 0 << 0;
        QTest::newRow("one byte") << 1 << 1;
        QTest::newRow("below the limit") << 5 << 1000;
        QTest::newRow("a chunk") << 65'536 << 65'536;
        QTest::newRow("a chunk and a byte") << 65'537 << 65'537;
        QTest::newRow("many chunks") << 1'000'000 << 1'000'000;
        QTest::newRow("one too many") << 1 << 0;
        QTest::newRow("a chunk is one too many") << 65'536 << 65'535;
        QTest::newRow("far too many") << 1'000'000 << 10;
    }

    void read()
    {
        QFETCH(int, size);
        QFETCH(int, limit);
        std::string content(static_cast<std::size_t>(size), '\0');
        for (std::size_t i = 0; i < content.size(); ++i) {
            content[i] = static_cast<char>(i * 31);
        }
        write("file", content);
        const auto text = readFile(path("file"), static_cast<std::size_t>(limit));
        if (size <= limit) {
            VERIFY_OK(text);
            QVERIFY(*text == content);
        } else {
            COMPARE_ERROR(text, ErrorCode::Data,
                          QString("%1: is larger than %2 bytes, the most that is expected here")
                              .arg(m_folder->filePath("file"))
                              .arg(limit));
        }
    }

    void unreadable()
    {
        COMPARE_ERROR(readFile(path("absent"), 10), ErrorCode::Io,
                      m_folder->filePath("absent") + ": cannot be read: No such file or directory");
        COMPARE_ERROR(readFile(m_folder->path().toStdString(), 10), ErrorCode::Io,
                      m_folder->path() + ": cannot be read: Is a directory");
    }

    void endlessFile()
    {
        if (!QFileInfo::exists("/dev/zero")) {
            QSKIP("there is no /dev/zero");
        }
        COMPARE_ERROR(readFile("/dev/zero", 1000), ErrorCode::Io,
                      "/dev/zero: cannot be read: is a device or a pipe, expected a file");
    }

    /// Opening a pipe waits for its other end, which never comes.
    void pipe()
    {
        QCOMPARE(::mkfifo(path("pipe").c_str(), 0600), 0);
        COMPARE_ERROR(readFile(path("pipe"), 1000), ErrorCode::Io,
                      m_folder->filePath("pipe: cannot be read: is a device or a pipe, expected a file"));
        VERIFY_ERROR(openForWriting(path("pipe")), ErrorCode::Io, "pipe: cannot be written: is a device or a pipe");
        VERIFY_ERROR(openForWriting(path("pipe"), true), ErrorCode::Io,
                     "pipe: cannot be written: is a device or a pipe");
        QCOMPARE(::mkfifo(path("file.tmp").c_str(), 0600), 0);
        VERIFY_ERROR(writeFileAtomically(path("file"), std::string_view("x")), ErrorCode::Io,
                     "file: cannot be written: is a device or a pipe");
    }

    /// In a folder that came from elsewhere the names that are written to may be links to anything.
    void nothingIsWrittenThroughLinks()
    {
        write("precious", "mine");
        for (const char* name : {"file", "other.tmp"}) {
            QVERIFY(QFile::link("precious", m_folder->filePath(name)));
        }
        VERIFY_ERROR(openForWriting(path("file")), ErrorCode::Io, "file: cannot be written: is a link");
        VERIFY_ERROR(openForWriting(path("file"), true), ErrorCode::Io, "file: cannot be written: is a link");
        VERIFY_ERROR(writeFileDurably(path("file"), {}), ErrorCode::Io, "file: cannot be written: is a link");
        VERIFY_ERROR(writeFileAtomically(path("other"), std::string_view("x")), ErrorCode::Io,
                     "other: cannot be written: is a link");
        QCOMPARE(contentOf(m_folder->filePath("precious")), QByteArray("mine"));
        // What is renamed takes the link's place.
        VERIFY_OK(writeFileAtomically(path("file"), std::string_view("new")));
        QVERIFY(!QFileInfo(m_folder->filePath("file")).isSymLink());
        QCOMPARE(contentOf(m_folder->filePath("precious")), QByteArray("mine"));
    }

    void links_data()
    {
        QTest::addColumn<QString>("below");
        QTest::addColumn<QString>("found");  // empty: no link
        QTest::newRow("folder and file") << "real/file"
                                         << "";
        QTest::newRow("not there") << "real/absent/file"
                                   << "";
        QTest::newRow("file") << "real/link"
                              << "real/link";
        QTest::newRow("link to nowhere") << "real/broken"
                                         << "real/broken";
        QTest::newRow("folder on the way") << "alias/file"
                                           << "alias";
        QTest::newRow("link within") << "inside"
                                     << "inside";
    }

    void links()
    {
        QFETCH(QString, below);
        QFETCH(QString, found);
        QVERIFY(QDir(m_folder->path()).mkpath("real"));
        write("real/file", "x");
        QVERIFY(QFile::link("file", m_folder->filePath("real/link")));
        QVERIFY(QFile::link("nowhere", m_folder->filePath("real/broken")));
        QVERIFY(QFile::link("real", m_folder->filePath("alias")));
        QVERIFY(QFile::link("real/file", m_folder->filePath("inside")));
        const auto status = refuseLinks(m_folder->path().toStdString(), below.toStdString());
        if (found.isEmpty()) {
            VERIFY_OK(status);
        } else {
            COMPARE_ERROR(status, ErrorCode::Data, m_folder->filePath(found) + ": is a link, which is not followed");
        }
        // The folder itself is the user's choice.
        VERIFY_OK(refuseLinks(path("alias"), "file"));
    }

    void written()
    {
        VERIFY_OK(writeFileAtomically(path("file"), std::string_view("first, longer")));
        QCOMPARE(contentOf(m_folder->filePath("file")), QByteArray("first, longer"));
        VERIFY_OK(writeFileAtomically(path("file"), std::string_view("second")));
        QCOMPARE(contentOf(m_folder->filePath("file")), QByteArray("second"));
        const std::array<std::byte, 3> bytes{std::byte{0}, std::byte{255}, std::byte{10}};
        VERIFY_OK(writeFileAtomically(path("file"), std::span<const std::byte>(bytes)));
        QCOMPARE(contentOf(m_folder->filePath("file")), QByteArray("\0\xff\n", 3));
        VERIFY_OK(writeFileAtomically(path("file"), std::string_view()));
        QCOMPARE(contentOf(m_folder->filePath("file")), QByteArray());
        QCOMPARE(names(), QStringList{"file"});
    }

    /// Somebody who has the old file open goes on reading the old content: it is replaced, not overwritten.
    void readersKeepWhatTheyOpened()
    {
        write("file", "old content");
        QFile reader(m_folder->filePath("file"));
        QVERIFY(reader.open(QIODevice::ReadOnly));
        VERIFY_OK(writeFileAtomically(path("file"), std::string_view("new")));
        QCOMPARE(reader.readAll(), QByteArray("old content"));
        QCOMPARE(contentOf(m_folder->filePath("file")), QByteArray("new"));
    }

    void folderThatIsNotThere()
    {
        COMPARE_ERROR(writeFileAtomically(path("absent/file"), std::string_view("x")), ErrorCode::Io,
                      m_folder->filePath("absent/file") + ": cannot be written: No such file or directory");
        QCOMPARE(names(), QStringList{});
    }

    /// The target is a folder: what was written beside it is taken away again.
    void targetThatCannotBeReplaced()
    {
        QVERIFY(QDir(m_folder->path()).mkpath("folder/inside"));
        VERIFY_ERROR(writeFileAtomically(path("folder"), std::string_view("x")), ErrorCode::Io,
                     "folder: cannot be written: Is a directory");
        QCOMPARE(names(), QStringList{"folder"});
        QVERIFY(QFileInfo::exists(m_folder->filePath("folder/inside")));
    }

    void temporaryThatIsAFolder()
    {
        write("file", "old");
        QVERIFY(QDir(m_folder->path()).mkdir("file.tmp"));
        VERIFY_ERROR(writeFileAtomically(path("file"), std::string_view("new")), ErrorCode::Io,
                     "file: cannot be written: Is a directory");
        QCOMPARE(contentOf(m_folder->filePath("file")), QByteArray("old"));
        QVERIFY(QFileInfo::exists(m_folder->filePath("file.tmp")));  // not ours
    }

    /// Sizes around the buffer's, so that the failure shows while writing or only when it is flushed.
    void fullDisk_data()
    {
        QTest::addColumn<int>("size");
        QTest::newRow("small") << 2000;
        QTest::newRow("large") << 1'000'000;
    }

    void fullDisk()
    {
        QFETCH(int, size);
        write("file", "old");
        const auto handler = std::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        QVERIFY(::getrlimit(RLIMIT_FSIZE, &before) == 0);
        rlimit small = before;
        small.rlim_cur = 1000;
        QVERIFY(::setrlimit(RLIMIT_FSIZE, &small) == 0);
        const Status status =
            writeFileAtomically(path("file"), std::string_view(std::string(static_cast<std::size_t>(size), 'x')));
        QVERIFY(::setrlimit(RLIMIT_FSIZE, &before) == 0);
        (void)std::signal(SIGXFSZ, handler);
        COMPARE_ERROR(status, ErrorCode::Io, m_folder->filePath("file") + ": cannot be written: File too large");
        QCOMPARE(contentOf(m_folder->filePath("file")), QByteArray("old"));
        QCOMPARE(names(), QStringList{"file"});
    }

  private:
    [[nodiscard]] std::string path(const QString& name) const { return m_folder->filePath(name).toStdString(); }

    [[nodiscard]] QStringList names() const
    {
        return QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
    }

    void write(const QString& name, const std::string& content) const
    {
        QVERIFY(test::putFile(m_folder->filePath(name), QByteArray::fromStdString(content)));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(tst_FileIo)
#include "tst_FileIo.moc"
