#define NORMSCOPE_KERNEL_TABLE kAvx2Kernels
#include <normscope/kernels/ChannelKernelsImpl.h>
