#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <limits>

#include <sys/stat.h>

#include <normscope/experiment/CheckpointFile.h>

#include "../support/Expect.h"
#include "../support/RunFiles.h"

using namespace normscope;
using namespace normscope::test;

namespace
{

const RunPlan kPlan{40, R"({"lr":0.1,"dataset":"here"})"};

Checkpoint checkpointAt(std::int64_t iteration)
{
    const std::vector<float> values{1.5F, -0.25F, static_cast<float>(iteration)};
    const std::vector<std::int64_t> counts{iteration};
    Checkpoint checkpoint{iteration, 0.75F, {}};
    checkpoint.learner = {
        {HostTensor::of<float>("linear1.weight", HostTensor::Type::Float32, {1, 3}, values),
         HostTensor::of<std::int64_t>("bn1.num_batches_tracked", HostTensor::Type::Int64, {}, counts),
         HostTensor::of<float>("momentum_buffer.linear1.weight", HostTensor::Type::Float32, {1, 3}, values)},
        12.5,
        3.25,
        0.1,
        17,
        20};
    return checkpoint;
}

bool isEqual(const Checkpoint& a, const Checkpoint& b)
{
    const auto& x = a.learner;
    const auto& y = b.learner;
    return a.iteration == b.iteration && a.lastFiniteLoss == b.lastFiniteLoss && x.trainSeconds == y.trainSeconds &&
           x.evalSeconds == y.evalSeconds && x.lossSum == y.lossSum && x.correct == y.correct &&
           x.samples == y.samples && x.tensors.size() == y.tensors.size() && x.tensors[0].bytes == y.tensors[0].bytes;
}

}  // namespace

class tst_CheckpointFile : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void comesBackAsItWas()
    {
        VERIFY_OK(writeCheckpoint(leaf(), checkpointAt(7), {{100, 200, 300}}, kPlan));
        const auto stored = readCheckpoint(leaf(), kPlan);
        VERIFY_OK(stored);
        QVERIFY(stored->has_value());
        QVERIFY(isEqual((*stored)->checkpoint, checkpointAt(7)));
        QCOMPARE((*stored)->csv.tables[0], std::int64_t{100});
        QCOMPARE((*stored)->csv.tables[1], std::int64_t{200});
        QCOMPARE((*stored)->csv.tables[2], std::int64_t{300});
        QVERIFY((*stored)->remark.empty());
    }

    void linkOrPipe()
    {
        VERIFY_OK(writeCheckpoint(leaf(), checkpointAt(7), {{1, 2, 3}}, kPlan));
        QVERIFY(QFile::rename(newest(), m_folder->filePath("other")));
        QVERIFY(QFile::link("other", newest()));
        VERIFY_ERROR(readCheckpoint(leaf(), kPlan), ErrorCode::Data, "checkpoint.safetensors: is a link");
        QVERIFY(QFile::remove(newest()));
        QCOMPARE(::mkfifo(newest().toLocal8Bit().constData(), 0600), 0);
        VERIFY_ERROR(readCheckpoint(leaf(), kPlan), ErrorCode::Io, "is a device or a pipe");
        QVERIFY(QFile::remove(newest()));
        // Nor is anything written through one.
        QVERIFY(QFile::link("other", m_folder->filePath("checkpoint.new.safetensors")));
        VERIFY_ERROR(writeCheckpoint(leaf(), checkpointAt(8), {{1, 2, 3}}, kPlan), ErrorCode::Io, "is a link");
    }

    /// Whoever makes a checkpoint can give it its checksum. The training counts on from what it says.
    void countsThatCannotBeCountedOnFrom()
    {
        Checkpoint checkpoint = checkpointAt(1);
        checkpoint.learner.samples = std::numeric_limits<std::int64_t>::max();
        VERIFY_OK(writeCheckpoint(leaf(), checkpoint, {}, kPlan));
        VERIFY_ERROR(readCheckpoint(leaf(), kPlan), ErrorCode::Data, "has no valid 'epoch_samples'");
        VERIFY_OK(writeCheckpoint(leaf(), checkpointAt(1), {{std::int64_t{1} << 60U, 0, 0}}, kPlan));
        QVERIFY(QFile::remove(m_folder->filePath("checkpoint.previous.safetensors")));
        VERIFY_ERROR(readCheckpoint(leaf(), kPlan), ErrorCode::Data, "has no valid 'iterations_csv_bytes'");
    }

    void noLossYet()
    {
        Checkpoint checkpoint = checkpointAt(0);
        checkpoint.lastFiniteLoss = std::numeric_limits<float>::quiet_NaN();
        VERIFY_OK(writeCheckpoint(leaf(), checkpoint, {{1, 2, 3}}, kPlan));
        const auto stored = readCheckpoint(leaf(), kPlan);
        VERIFY_OK(stored);
        QVERIFY(std::isnan((*stored)->checkpoint.lastFiniteLoss));
    }

    void noneIsNoError()
    {
        const auto stored = readCheckpoint(leaf(), kPlan);
        VERIFY_OK(stored);
        QVERIFY(!stored->has_value());
    }

    void previousOneIsKept()
    {
        for (const std::int64_t iteration : {1, 2, 3}) {
            VERIFY_OK(writeCheckpoint(leaf(), checkpointAt(iteration), {}, kPlan));
        }
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files),
                 QStringList({"checkpoint.previous.safetensors", "checkpoint.safetensors"}));
        QCOMPARE(iterationRead(), std::int64_t{3});
        QVERIFY(QFile::remove(newest()));
        QCOMPARE(iterationRead(), std::int64_t{2});
        removeCheckpoints(leaf());
        QVERIFY(QDir(m_folder->path()).entryList(QDir::Files).isEmpty());
    }

    /// Every length that a file can be cut off at, with one before it to fall back on.
    void everyTruncationIsSeen()
    {
        VERIFY_OK(writeCheckpoint(leaf(), checkpointAt(1), {}, kPlan));
        VERIFY_OK(writeCheckpoint(leaf(), checkpointAt(2), {}, kPlan));
        const QByteArray whole = contentOf(newest());
        for (qsizetype length = 0; length < whole.size(); ++length) {
            QVERIFY(putFile(newest(), whole.left(length)));
            const auto stored = readCheckpoint(leaf(), kPlan);
            VERIFY_OK(stored);
            QCOMPARE((*stored)->checkpoint.iteration, std::int64_t{1});
            QVERIFY(!(*stored)->remark.empty());
        }
    }

    void everyFlippedBitIsSeen()
    {
        VERIFY_OK(writeCheckpoint(leaf(), checkpointAt(2), {}, kPlan));
        const QByteArray whole = contentOf(newest());
        for (qsizetype byte = 0; byte < whole.size(); ++byte) {
            for (int bit = 0; bit < 8; ++bit) {
                QByteArray flipped = whole;
                flipped[byte] = static_cast<char>(static_cast<unsigned char>(flipped[byte]) ^ (1U << bit));
                QVERIFY(putFile(newest(), flipped));
                QVERIFY2(!readCheckpoint(leaf(), kPlan), qPrintable(QString("byte %1, bit %2").arg(byte).arg(bit)));
            }
        }
    }

    void bytesBehindTheEndAreSeen()
    {
        VERIFY_OK(writeCheckpoint(leaf(), checkpointAt(2), {}, kPlan));
        QVERIFY(putFile(newest(), contentOf(newest()) + '\0'));
        VERIFY_ERROR(readCheckpoint(leaf(), kPlan), ErrorCode::Data, "is damaged");
    }

    void anotherRunsCheckpoint()
    {
        VERIFY_OK(writeCheckpoint(leaf(), checkpointAt(2), {}, kPlan));
        VERIFY_ERROR(readCheckpoint(leaf(), {41, kPlan.settings}), ErrorCode::Data,
                     "is of a run of 40 steps, this one has 41");
        VERIFY_ERROR(readCheckpoint(leaf(), {40, R"({"lr":0.2,"dataset":"here"})"}), ErrorCode::Data,
                     "is of a run with \"lr\" 0.1, not 0.2; put experiment.json back");
        VERIFY_ERROR(readCheckpoint(leaf(), {40, R"({"lr":0.1,"momentum":0.5})"}), ErrorCode::Data,
                     "is of a run with \"momentum\" null, not 0.5");
        VERIFY_OK(readCheckpoint(leaf(), {40, R"({"lr":0.1,"dataset":"there"})"}));
    }

    /// It may well be whole: to go on from an older one would cost what is behind that.
    void newestThatCannotBeRead()
    {
        VERIFY_OK(writeCheckpoint(leaf(), checkpointAt(1), {}, kPlan));
        VERIFY_OK(writeCheckpoint(leaf(), checkpointAt(2), {}, kPlan));
        QVERIFY(QFile::remove(newest()));
        QVERIFY(QDir().mkdir(newest()));
        VERIFY_ERROR(readCheckpoint(leaf(), kPlan), ErrorCode::Io, "checkpoint.safetensors: cannot be read");
    }

    /// What is written next must not take the place of the only one that is whole.
    void damagedNewestIsDropped()
    {
        VERIFY_OK(writeCheckpoint(leaf(), checkpointAt(1), {}, kPlan));
        VERIFY_OK(writeCheckpoint(leaf(), checkpointAt(2), {}, kPlan));
        QVERIFY(putFile(newest(), "damaged"));
        VERIFY_OK(dropDamagedCheckpoint(leaf()));
        QCOMPARE(iterationRead(), std::int64_t{1});
        VERIFY_OK(writeCheckpoint(leaf(), checkpointAt(3), {}, kPlan));
        QVERIFY(QFile::remove(newest()));
        QCOMPARE(iterationRead(), std::int64_t{1});
    }

    /// A run that is over leaves nothing of one that was half written, either.
    void unfinishedOneIsRemoved()
    {
        QVERIFY(putFile(m_folder->filePath("checkpoint.new.safetensors"), "half"));
        removeCheckpoints(leaf());
        QVERIFY(QDir(m_folder->path()).entryList(QDir::Files).isEmpty());
    }

    void whatCannotBeWrittenHarmsNothing()
    {
        VERIFY_OK(writeCheckpoint(leaf(), checkpointAt(1), {}, kPlan));
        // A folder in the way of the temporary.
        QVERIFY(QDir(m_folder->path()).mkdir("checkpoint.new.safetensors"));
        VERIFY_ERROR(writeCheckpoint(leaf(), checkpointAt(2), {}, kPlan), ErrorCode::Io, "cannot be written");
        QCOMPARE(iterationRead(), std::int64_t{1});
    }

  private:
    [[nodiscard]] std::filesystem::path leaf() const { return m_folder->path().toStdString(); }
    [[nodiscard]] QString newest() const { return m_folder->filePath("checkpoint.safetensors"); }
    [[nodiscard]] std::int64_t iterationRead() const
    {
        const auto stored = readCheckpoint(leaf(), kPlan);
        return stored && *stored ? (*stored)->checkpoint.iteration : -1;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(tst_CheckpointFile)
#include "tst_CheckpointFile.moc"
