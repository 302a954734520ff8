#include "WrittenRun.h"

#include <QDir>
#include <utility>

namespace normscope::test
{

namespace
{

const RunWriter::Metadata kMetadata{WrittenRun::kSettings, R"({"mean":[0.5],"std":[0.25]})", "0123abcd", "{}", "{}\n"};

}  // namespace

QStringList WrittenRun::files(const QStringList& patterns) const
{
    return QDir(inFolder("seed-1/bn")).entryList(patterns, QDir::Files | QDir::Hidden);
}

Result<RunWriter> WrittenRun::create(bool hasValidation) const
{
    return RunWriter::create(leaf(), hasValidation, kMetadata);
}

RunWriter WrittenRun::createLater(Error why) const
{
    return RunWriter::later(leaf(), false, kMetadata, std::move(why));
}

void WrittenRun::add(RunWriter& writer, const TrainingEvent& event)
{
    m_record.add(event);
    writer.add(event, m_record);
}

void WrittenRun::addAll(RunWriter& writer, const std::vector<TrainingEvent>& events)
{
    for (const TrainingEvent& event : events) {
        add(writer, event);
    }
}

}  // namespace normscope::test
