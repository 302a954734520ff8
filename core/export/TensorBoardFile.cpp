#include <utility>

#include <fmt/format.h>

#include <normscope/base/FileIo.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/export/TensorBoardFile.h>
#include <normscope/export/TfRecord.h>

namespace normscope
{

TensorBoardFile::TensorBoardFile(std::filesystem::path path, OpenFile file)
    : m_path(std::move(path))
    , m_file(std::move(file))
{
}

Result<TensorBoardFile> TensorBoardFile::create(const std::filesystem::path& folder, double wallTime)
{
    if (auto status = makeFolders(folder); !status) {
        return passOn(status);
    }
    // TensorBoard reads every file with "tfevents" in its name. Other writers end it with the machine's name, which is
    // nobody's business.
    const auto path =
        firstFree(folder / fmt::format("events.out.tfevents.{:010d}.normscope", static_cast<std::int64_t>(wallTime)));
    auto opened = openForWriting(path);
    if (!opened) {
        return passOn(opened);
    }
    TensorBoardFile file(path, std::move(*opened));
    auto status = file.write(encodeFileVersion(wallTime));
    if (status) {
        status = file.flush();
    }
    if (!status) {
        return passOn(status);
    }
    return file;
}

Status TensorBoardFile::add(double wallTime, std::int64_t step, const std::vector<Scalar>& scalars)
{
    return scalars.empty() ? Status() : write(encodeEvent(wallTime, step, scalars));
}

Status TensorBoardFile::addRestart(double wallTime, std::int64_t step)
{
    return write(encodeRestart(wallTime, step));
}

Status TensorBoardFile::write(const std::string& event)
{
    std::string record;
    appendTfRecord(record, event);
    if (std::fwrite(record.data(), 1, record.size(), m_file.get()) != record.size()) {
        return unwritable();
    }
    return {};
}

Status TensorBoardFile::flush()
{
    if (std::fflush(m_file.get()) != 0) {
        return unwritable();
    }
    return {};
}

Status TensorBoardFile::unwritable() const
{
    return fail(ErrorCode::Io, Message::tr("{}: cannot be written: {}", m_path.string(), systemReason()));
}

}  // namespace normscope
