#include <filesystem>

#include <dlfcn.h>

#include <normscope/runtime/Blas.h>

namespace normscope
{

namespace
{

template <class Function>
Function* symbol(const char* name)
{
    return reinterpret_cast<Function*>(dlsym(RTLD_DEFAULT, name));
}

}  // namespace

BlasInfo findBlas()
{
    BlasInfo info;
    Dl_info where{};
    void* sgemm = dlsym(RTLD_DEFAULT, "sgemm_");
    if (sgemm == nullptr || dladdr(sgemm, &where) == 0) {
        return {BlasKind::Other, "built into LibTorch", "", ""};
    }
    std::error_code ignored;
    const auto real = std::filesystem::canonical(where.dli_fname, ignored);
    info.library = ignored ? where.dli_fname : real.string();
    // OpenBLAS says itself how it is threaded: 0 not at all, 1 with pthreads, 2 with OpenMP.
    if (auto* parallel = symbol<int()>("openblas_get_parallel")) {
        switch (parallel()) {
        case 2:
            info.kind = BlasKind::OpenBlasOpenMp;
            info.name = "OpenBLAS (OpenMP)";
            break;
        case 1:
            info.kind = BlasKind::OpenBlasPthread;
            info.name = "OpenBLAS (pthreads)";
            info.advice = "this OpenBLAS has threads of its own and was set to a single one: "
                          "install libopenblas0-openmp for faster training";
            break;
        default:
            info.kind = BlasKind::OpenBlasSerial;
            info.name = "OpenBLAS (serial)";
            info.advice = "this OpenBLAS uses one thread: install libopenblas0-openmp for faster training";
            break;
        }
    } else if (symbol<void()>("mkl_get_version") != nullptr) {
        info.name = "MKL";
    } else if (info.library.find("/blas/") != std::string::npos) {
        info.kind = BlasKind::Reference;
        info.name = "reference BLAS";
        info.advice = "matrix products run on the slow reference BLAS: install libopenblas0-openmp";
    } else {
        info.name = std::filesystem::path(info.library).filename().string();
    }
    return info;
}

void tameBlas(const BlasInfo& blas)
{
    if (blas.kind != BlasKind::OpenBlasPthread) {
        return;
    }
    if (auto* setThreads = symbol<void(int)>("openblas_set_num_threads")) {
        setThreads(1);
    }
}

}  // namespace normscope
