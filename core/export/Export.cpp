#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <normscope/base/FileIo.h>
#include <normscope/base/Suggestion.h>
#include <normscope/base/UserFolders.h>
#include <normscope/export/CsvExport.h>
#include <normscope/export/Export.h>
#include <normscope/export/ExportSource.h>
#include <normscope/export/ExportTarget.h>
#include <normscope/export/HandInExport.h>
#include <normscope/export/PyTorchExport.h>
#include <normscope/export/TensorBoardExport.h>

namespace normscope
{

namespace fs = std::filesystem;

namespace
{

constexpr std::array kNames{"csv", "tensorboard", "pytorch", "handin"};

/// An export must not take the place of what it is made from.
Status checkApart(const fs::path& target, const fs::path& folder)
{
    std::error_code error;
    const fs::path inside = fs::weakly_canonical(fs::absolute(folder, error), error) / "";
    const fs::path outside = fs::weakly_canonical(fs::absolute(target, error), error) / "";
    const auto ends = std::mismatch(outside.begin(), std::prev(outside.end()), inside.begin(), inside.end());
    if (ends.first == std::prev(outside.end())) {
        return fail(ErrorCode::Usage,
                    Message::tr("--out {}: holds what is to be exported; choose another folder", target.string()));
    }
    return {};
}

/// Exports one case; the number of runs in it.
Result<std::size_t> exportCase(const ExportSource& source, ExportFormat format, const fs::path& folder,
                               std::vector<Message>& remarks)
{
    if (auto status = makeFolders(folder); !status) {
        return passOn(status);
    }
    if (format == ExportFormat::PyTorch) {
        return exportPyTorch(source, folder, remarks);
    }
    auto status = format == ExportFormat::Csv ? exportCsv(source, folder) : exportTensorBoard(source, folder);
    if (!status) {
        return passOn(status);
    }
    return source.stored.runs.size();
}

Status exportAll(const ExportSources& sources, ExportFormat format, const fs::path& folder,
                 std::vector<Message>& remarks)
{
    remarks = sources.problems;
    if (format == ExportFormat::HandIn) {
        return exportHandIn(sources, folder, remarks);
    }
    std::size_t exported = 0;
    for (const auto& [place, source] : sources.cases) {
        const auto count = exportCase(source, format, folder / place, remarks);
        if (!count) {
            return passOn(count);
        }
        exported += *count;
    }
    if (exported == 0) {
        Message reasons;
        for (const Message& remark : remarks) {
            reasons = reasons.empty() ? remark : Message::tr("{}; {}", reasons, remark);
        }
        return fail(ErrorCode::Data,
                    Message::tr("{}: there is nothing to export: {}", sources.folder.string(), reasons));
    }
    return {};
}

}  // namespace

std::string nameOf(ExportFormat format)
{
    return kNames.at(static_cast<std::size_t>(format));
}

Result<ExportFormat> exportFormatOf(std::string_view name)
{
    const auto found = std::find(kNames.begin(), kNames.end(), name);
    if (found == kNames.end()) {
        return fail(ErrorCode::Usage,
                    withLikelyWord(Message::tr("--format: got '{}', it needs one of {}", name, fmt::join(kNames, ", ")),
                                   name, {kNames.begin(), kNames.end()}));
    }
    return static_cast<ExportFormat>(found - kNames.begin());
}

Result<Exported> exportRuns(const ExportRequest& request)
{
    const fs::path target = request.out.empty() ? request.folder / "export" / nameOf(request.format) : request.out;
    // Where nobody has named a place, the folder that came from elsewhere must not choose one.
    if (request.out.empty()) {
        if (auto status = refuseLinks(request.folder, fs::path("export") / nameOf(request.format)); !status) {
            return passOn(status);
        }
    } else if (auto status = checkOutFolder(target); !status) {
        return passOn(status);
    }
    if (auto status = checkApart(target, request.folder); !status) {
        return passOn(status);
    }
    if (auto status = checkExportTarget(target, request.force); !status) {
        return passOn(status);
    }
    auto sources = readSources(request.folder);
    if (!sources) {
        return passOn(sources);
    }
    auto place = ExportTarget::open(target, request.force);
    if (!place) {
        return passOn(place);
    }
    Exported exported{target, {}, {}};
    if (auto status = exportAll(*sources, request.format, place->work(), exported.remarks); !status) {
        return passOn(status);
    }
    auto files = place->publish();
    if (!files) {
        return passOn(files);
    }
    exported.files = std::move(*files);
    return exported;
}

}  // namespace normscope
